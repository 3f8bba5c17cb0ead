using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>What happened to a person's data so far, from the tables that record it.</summary>
/// <param name="Receipts">Who received something.</param>
/// <param name="Changes">Details she changed.</param>
/// <param name="Requests">What she asked of us before.</param>
/// <param name="Refused">Messages that a rule kept from being sent after they were accepted: to numbers that opted out.</param>
/// <param name="Forgotten">What went without anybody asking for it here: after its time, at a recipient's request, by an objection.</param>
/// <param name="CopiesWaitUntil">Until when a changed password or address lets copies wait, if one does.</param>
/// <param name="LockedUntil">Until when wrong passwords have shut the account, if they have.</param>
/// <param name="WrongPasswords">Wrong passwords in a row.</param>
internal sealed record History(
    IReadOnlyList<Receipt> Receipts, IReadOnlyList<(DetailKind What, DateTimeOffset At)> Changes, IReadOnlyList<PrivacyRequest> Requests, Gone? Refused, IReadOnlyList<Gone> Forgotten,
    DateTimeOffset? CopiesWaitUntil, DateTimeOffset? LockedUntil, int WrongPasswords);

/// <summary>Something that happened to many entries.</summary>
/// <param name="What">What it was.</param>
/// <param name="Count">To how many; null where that is not recorded.</param>
/// <param name="First">The first time; null where that is not recorded.</param>
/// <param name="Last">The last time.</param>
internal sealed record Gone(string What, long? Count, DateTimeOffset? First, DateTimeOffset? Last);

/// <summary>Reads it.</summary>
public sealed class ReportHistory(IDbContextFactory<PortalDbContext> contexts, WhoReceived received, TimeProvider clock)
{
    internal async Task<History> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().Where(user => user.Id == subject.User.Value).Select(user => new { user.LockoutEnd, user.AccessFailedCount }).SingleAsync(cancel);
        var changes = await db.FormerDetails.AsNoTracking().Where(detail => detail.UserId == subject.User).OrderBy(detail => detail.ReplacedAt)
            .Select(detail => new { detail.Kind, detail.ReplacedAt }).ToListAsync(cancel);
        var requests = await db.PrivacyRequests.AsNoTracking().Where(request => request.UserId == subject.User).OrderBy(request => request.ReceivedAt).ToListAsync(cancel);
        return new History(
            await received.OfAsync(subject, cancel),
            [.. changes.Select(change => (change.Kind, change.ReplacedAt))],
            requests,
            await RefusedAsync(db, subject, cancel),
            [.. await OverAsync(db, subject, cancel), .. await ByRecipientsAsync(db, subject, cancel), .. await ByObjectionAsync(db, subject, cancel)],
            CopyHold.Until(db, subject.User, clock.GetUtcNow()),
            user.LockoutEnd,
            user.AccessFailedCount);
    }

    private static async Task<Gone?> RefusedAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var refused = db.Deliveries.IgnoreAutoIncludes().Where(delivery => delivery.Message.Batch.AccountId == subject.Account && delivery.State == DeliveryState.Suppressed);
        return await refused.LongCountAsync(cancel) is > 0 and var count
            ? new Gone("Not sent, because the number opted out", count, Ticks.At(await refused.MinAsync(delivery => delivery.DoneAt ?? 0, cancel)), Ticks.At(await refused.MaxAsync(delivery => delivery.DoneAt ?? 0, cancel)))
            : null;
    }

    // What part 6 names goes by itself; of texts and numbers the row says when.
    private static async Task<List<Gone>> OverAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var over = await db.MessageBatches.Where(batch => batch.AccountId == subject.Account && batch.ContentErasedAt != null)
            .Select(batch => new { batch.Total, At = batch.ContentErasedAt!.Value }).ToListAsync(cancel);
        return over.Count == 0
            ? []
            : [new Gone("Text and number of messages, because the days you keep them were over", over.Sum(batch => (long)batch.Total), over.Min(batch => batch.At), over.Max(batch => batch.At))];
    }

    private static async Task<List<Gone>> ByRecipientsAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var emptied = await db.Messages.IgnoreAutoIncludes()
            .LongCountAsync(message => message.Batch.AccountId == subject.Account && message.Batch.ContentErasedAt == null && message.Recipient == default(Sealed), cancel);
        return emptied == 0 ? [] : [new Gone("The number of messages, because its holder asked us to erase it; when stands in no record of yours", emptied, null, null)];
    }

    private static async Task<List<Gone>> ByObjectionAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var since = await db.Objections.AsNoTracking().Where(row => row.UserId == subject.User && row.Use == LegitimateUse.FormerDetails).Select(row => row.Since).ToListAsync(cancel);
        return [.. since.Order().Select(at => new Gone("Every former value of your details there was, by your objection; how many is not recorded", null, at, at))];
    }
}
