using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>How throwing a draft away ended.</summary>
public abstract record DiscardOutcome
{
    private DiscardOutcome()
    {
    }

    /// <summary>Its row is gone, with what was typed in it.</summary>
    public sealed record Discarded : DiscardOutcome;

    /// <summary>Nothing was deleted: it was sent or went before, or never was hers.</summary>
    public sealed record NothingThere : DiscardOutcome;

    /// <summary>Nothing was deleted: it is kept for now, as everything is that a hold names or a restriction keeps.</summary>
    public sealed record Stays(ContentStay Because) : DiscardOutcome;
}

/// <summary>Throws away what a customer was writing. Beside a send of the same draft one of the two finds it gone: it is sent or discarded, never both.</summary>
public sealed class DiscardDraft(WriteQueue writes, NoteForeignMessage foreign, DataMap map, Signals signals)
{
    public async Task<DiscardOutcome> RunAsync(Customer customer, MessageId draft, CancellationToken cancel)
    {
        var outcome = await writes.RunAsync<DiscardOutcome>(
            db =>
            {
                var hers = db.Drafts.Where(found => found.Id == draft.Value && found.AccountId == customer.Account);
                if (!hers.Any()) return new DiscardOutcome.NothingThere();
                if (IsKeptBack(db, customer.Account, draft)) return new DiscardOutcome.Stays(ReadContentStay.Because(db, customer.Account));

                return hers.ExecuteDelete() > 0 ? new DiscardOutcome.Discarded() : new DiscardOutcome.NothingThere();
            },
            cancel: cancel);
        if (outcome is DiscardOutcome.NothingThere) await foreign.RunAsync(customer, draft, cancel);
        if (outcome is DiscardOutcome.Discarded) signals.Raise(MessagingTopics.Drafts(customer.Account));
        return outcome;
    }

    // Asked inside the act, as whoever erases by rule does: a hold may come between a look and the deletion.
    private bool IsKeptBack(PortalDbContext db, AccountId account, MessageId draft)
    {
        var kept = KeptBack.In(db, map.Tables.Single(table => table.Table == typeof(Draft)));
        return kept.Rows.Contains(draft.Value.ToString()) || kept.Subjects.Any(subject => subject.Account == account);
    }
}
