using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>
/// Takes a request back until it is answered or, for an erasure, until our staff have begun. A restriction it had put in force ends with it. A letter tells her, for
/// whoever got into her account could do it unseen.
/// </summary>
public sealed class WithdrawRequest(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, LetterWriter letters, Signals signals, TimeProvider clock)
{
    /// <summary>False when there is no such request of hers or it can no longer be withdrawn.</summary>
    public async Task<bool> RunAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(customer, id, cancel) is not { } found) return false;

        var deed = found.Kind is RequestKind.Erasure ? AuditDeed.WithdrewErasure : AuditDeed.WithdrewRequest;
        var letter = await letters.DraftAsync(found, LetterKind.Withdrawn, found.DueOn, facts => facts, cancel);
        var entry = await trail.DraftAsync(customer.User, customer.User, deed, concerning: id, cancel: cancel);
        var withdrawn = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == customer.User) is not { MayBeWithdrawn: true } request) return false;

                (request.State, request.EndedAt) = (RequestState.Withdrawn, now);
                EndRestriction.Lift(db, customer.Account, row => row.RequestId == id, now);
                db.Tell(request, RequestStep.Withdrawn, now);
                letter.Post(db);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            withdrawn => withdrawn,
            cancel);
        if (withdrawn)
        {
            letters.Hurry();
            await AskForRestriction.AfterAsync(writes, signals, customer.Account);
            signals.Raise(JobQueue.Topic(id));
        }

        return withdrawn;
    }

    private async Task<PrivacyRequest?> FindAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id && request.UserId == customer.User, cancel) is { MayBeWithdrawn: true } found ? found : null;
    }
}
