using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Takes a request for erasure back, until our staff have begun.</summary>
public sealed class WithdrawErasure(WriteQueue writes, AuditTrail trail, TimeProvider clock)
{
    /// <summary>False when there is no such request of hers or it can no longer be withdrawn.</summary>
    public async Task<bool> RunAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.WithdrewErasure, concerning: id, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == customer.User) is not { MayBeWithdrawn: true } request) return false;

                (request.State, request.EndedAt) = (RequestState.Withdrawn, now);
                db.Tell(request, RequestStep.Withdrawn, now);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            withdrawn => withdrawn,
            cancel);
    }
}
