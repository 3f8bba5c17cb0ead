using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// Every hour: an erasure that was asked for here begins by itself once its wait is over, when nobody has anything to decide. With money to pay back, an item
/// under a hold, a password or address changed in the last days, or a member of staff who took it, it waits for staff instead.
/// </summary>
public sealed class BeginRipeErasures(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, BeginErasure beginning, AuditTrail trail, TimeProvider clock) : IJobHandler
{
    public static string Kind => "begin-ripe-erasures";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        List<PrivacyRequest> waiting;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            waiting = await db.PrivacyRequests.AsNoTracking()
                .Where(request => request.Kind == RequestKind.Erasure && (request.State == RequestState.CoolingOff || request.State == RequestState.Open)).ToListAsync(cancel);

        var now = clock.GetUtcNow();
        foreach (var request in waiting.Where(request => request.IsRipe(now))) await BeginAsync(request, cancel);
    }

    private async Task BeginAsync(PrivacyRequest ripe, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var answerTo = await beginning.AddressAsync(ripe.UserId, ripe.Id, cancel);
        var entry = await trail.DraftAsync(default, ripe.UserId, AuditDeed.BeganErasure, concerning: ripe.Id, cancel: cancel);
        var begun = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(ripe.Id) is not { } request || !BeginsByItself(db, request, now)) return false;

                BeginErasure.Close(db, request, by: null, answerTo, now);
                AuditTrail.Append(db, entry, PortalRole.Support);
                return true;
            },
            begun => begun,
            cancel);
        if (begun) beginning.Tell(ripe.UserId);
    }

    /// <summary>True where the next hourly look begins it and nobody of ours has anything to decide.</summary>
    internal static bool BeginsByItself(PortalDbContext db, PrivacyRequest request, DateTimeOffset now) =>
        request is { Channel: RequestChannel.Portal, State: RequestState.CoolingOff or RequestState.Open, Balance: not BalanceChoice.PayBack } && request.IsRipe(now)
        && (request.Balance is BalanceChoice.GiveUp || Leftover.Of(db, request.AccountId) is not { HasPaid: true })
        && CopyHold.Until(db, request.UserId, now) is null
        && !db.Holds.Any(hold => hold.UserId == request.UserId && hold.ReleasedAt == null);
}
