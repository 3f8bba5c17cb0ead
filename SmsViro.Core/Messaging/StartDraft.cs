using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Opens an empty draft; its id goes into the address and will be the message's. Null when the account is being erased.</summary>
public sealed class StartDraft(WriteQueue writes, TimeProvider clock)
{
    public async Task<MessageId?> RunAsync(Customer customer, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var draft = new Draft { Id = MessageId.NewBatch(), AccountId = customer.Account, Kind = MessageKind.Conversation, StartedAt = at, SavedAt = at };
        var started = await writes.RunAsync(
            db =>
            {
                if (!db.IsLiving(customer.Account)) return false;

                db.Drafts.Add(draft);
                return true;
            },
            cancel: cancel);
        return started ? new MessageId(draft.Id) : null;
    }
}
