using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>What happened to a person's data so far, from the tables that record it.</summary>
/// <param name="Receipts">Who received something.</param>
/// <param name="Changes">Details she changed.</param>
/// <param name="Requests">What she asked of us before.</param>
/// <param name="LockedUntil">Until when wrong passwords have shut the account, if they have.</param>
/// <param name="WrongPasswords">Wrong passwords in a row.</param>
internal sealed record History(
    IReadOnlyList<Receipt> Receipts, IReadOnlyList<(DetailKind What, DateTimeOffset At)> Changes, IReadOnlyList<PrivacyRequest> Requests, DateTimeOffset? LockedUntil, int WrongPasswords);

/// <summary>Reads it.</summary>
public sealed class ReportHistory(IDbContextFactory<PortalDbContext> contexts, WhoReceived received)
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
            user.LockoutEnd,
            user.AccessFailedCount);
    }
}
