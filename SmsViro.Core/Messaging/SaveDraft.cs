using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Keeps what has been typed, sealed. False when the draft is not there to be saved: sent, another customer's, or its account is being erased.</summary>
public sealed class SaveDraft(WriteQueue writes, Vault vault, Signals signals, TimeProvider clock)
{
    public async Task<bool> RunAsync(Customer customer, MessageId draft, DraftContent content, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        Sealed? number, text;
        try
        {
            var box = await vault.OpenAsync(Scope.Account(customer.Account), cancel);
            (number, text) = box.SealDraft(draft.Value, content.Number, content.Text);
        }
        catch (ScopeShreddedException)
        {
            return false;
        }

        var saved = await writes.RunAsync(
            db =>
            {
                if (!db.IsLiving(customer.Account)) return false;
                if (db.Drafts.SingleOrDefault(found => found.Id == draft.Value && found.AccountId == customer.Account) is not { } found) return false;

                (found.Number, found.Text, found.Kind, found.SavedAt) = (number, text, content.Kind, at);
                return true;
            },
            cancel: cancel);
        if (saved) signals.Raise(MessagingTopics.Drafts(customer.Account));
        return saved;
    }
}
