using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Privacy;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>
/// Accepts one message: its rows, its price and the end of its draft are one act. The draft's id becomes the message's and is unique,
/// so that a double click, a second tab, a reload or a restart between commit and answer send it once and all get the same answer.
/// </summary>
public sealed class SendMessage(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, PriceList prices, Signals signals, Milestones milestones, TimeProvider clock)
{
    /// <summary>The most parts one message may have.</summary>
    public const int MostParts = 10;

    /// <param name="customer">Who sends and pays.</param>
    /// <param name="draft">The draft being sent; its id becomes the message's.</param>
    /// <param name="content">What is sent; not what the draft kept, which may be a moment behind.</param>
    /// <param name="shown">The price the person saw; another one is refused.</param>
    /// <param name="cancel">Honoured until the act begins.</param>
    public async Task<SendOutcome> RunAsync(Customer customer, MessageId draft, DraftContent content, Money shown, CancellationToken cancel)
    {
        var (isSent, daysKept) = await FactsAsync(customer.Account, draft, cancel);
        if (isSent) return new SendOutcome.Accepted(draft, Again: true);

        var (message, refusal, price) = CheckedMessage.Of(content, prices);
        if (refusal is { } why) return new SendOutcome.Refused(why);
        if (price!.Total != shown) return new SendOutcome.Refused(SendRefusal.PriceChanged, price);

        var at = clock.GetUtcNow();
        if (await SealAsync(customer.Account, draft, message, content, price, Buckets.Of(at, daysKept), at, cancel) is not { } ready) return new SendOutcome.Refused(SendRefusal.AccountClosing);

        var outcome = await writes.RunRawAsync(
            connection => Accept(connection, customer.Account, draft, ready, price, at), keep: accepted => accepted is SendOutcome.Accepted, cancel);
        if (outcome is SendOutcome.Accepted { Again: false })
        {
            milestones.Reach(Milestone.RowWritten);
            signals.Raise(MessagingTopics.Queue);
            signals.Raise(MessagingTopics.Messages(customer.Account));
            signals.Raise(MessagingTopics.Drafts(customer.Account));
            signals.Raise(BillingTopics.Purse(customer.Account));
        }

        return outcome;
    }

    private async Task<(bool IsSent, int DaysKept)> FactsAsync(AccountId account, MessageId draft, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await db.MessageBatches.AnyAsync(batch => batch.Id == draft.Value && batch.AccountId == account, cancel), await ContentKeeping.DaysAsync(db, account, cancel));
    }

    private static SendOutcome Accept(DbConnection connection, AccountId account, MessageId draft, Ready ready, Quote price, DateTimeOffset at)
    {
        if (!connection.IsLiving(account)) return new SendOutcome.Refused(SendRefusal.AccountClosing);
        if (Restriction.IsRestricted(connection, account)) return new SendOutcome.Refused(SendRefusal.Restricted);
        if (ready.Digests.IsSilent(connection, account)) return new SendOutcome.Refused(SendRefusal.OptedOut);

        // Whoever takes the draft away sends it; the other click finds it gone.
        using (var take = connection.Sql("""DELETE FROM "Drafts" WHERE "Id" = @p0 AND "AccountId" = @p1""", draft.Value, account))
            if (take.ExecuteNonQuery() == 0 || ready.Batch.Insert(connection) is not { } no)
                return NewBatch.Find(connection, draft.Value, account) is null ? new SendOutcome.Refused(SendRefusal.NoSuchDraft) : new SendOutcome.Accepted(draft, Again: true);
            else
                ready.Message.Insert(connection, no);

        return Ledger.Hold(connection, account, draft.Value, price.Total, at)
            ? new SendOutcome.Accepted(draft, Again: false)
            : new SendOutcome.Refused(SendRefusal.NoCredit, price);
    }

    // Sealed before the act: opening a box may make its key, and nothing waits inside an act.
    private async Task<Ready?> SealAsync(AccountId account, MessageId draft, CheckedMessage message, DraftContent content, Quote price, int bucket, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            var box = await vault.OpenAsync(Buckets.ScopeOf(account, bucket), cancel);
            var index = await vault.IndexAsync(Scope.IndexSearch(account), cancel);
            var number = message.Number!.Value.E164;
            return new Ready(
                new NewBatch(draft.Value, account, content.Kind, BatchState.Queued, box.Seal(MessagingFields.Text, draft.Value, content.Text), message.Count.Parts, 1, bucket, price.Total.Currency, at),
                new NewMessage(
                    box.Seal(MessagingFields.Recipient, draft.Value, number),
                    index.Compute14(MessagingFields.RecipientIndex, number),
                    price.Total.Micros,
                    !price.Price.ChargedPerAttempt),
                await NumberDigests.OfAsync(vault, account, message.Number.Value, cancel));
        }
        catch (ScopeShreddedException)
        {
            return null;
        }
    }

    private sealed record Ready(NewBatch Batch, NewMessage Message, NumberDigests Digests);
}
