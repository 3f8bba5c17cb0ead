using SmsViro.Core.Encryption;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>Silence that an authority still needs gets a later last day, and its reason. What was told cannot be silenced.</summary>
public sealed class ProlongSilence(WriteQueue writes, Vault vault, Signals signals, RightsOptions options, TimeProvider clock)
{
    public async Task<AuthorityRefusal?> RunAsync(UserId staff, Guid id, DateOnly until, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!LogAuthorityRequest.MayEndSilence(until, StatutoryClock.DayAt(now, options.SeatZone))) return AuthorityRefusal.WrongSilence;
        if (!LogAuthorityRequest.IsReason(reason)) return AuthorityRefusal.NoSilenceReason;

        var why = (await vault.OpenAsync(Scope.Authority(id), cancel)).Seal(AuthorityFields.Silence, id, reason.Trim());
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is null) return AuthorityRefusal.NotStaff;
                if (db.AuthorityRequests.Find(id) is not { ClosedAt: null } request) return AuthorityRefusal.NotNow;
                if (until <= request.SilentUntil) return AuthorityRefusal.WrongSilence;

                (request.SilentUntil, request.SilenceReason) = (until, why);
                AuthorityChain.Append(db, id, staff, AuthorityDeed.ProlongedSilence, now);
                return (AuthorityRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(AuthorityDesk.Topic);
        return refusal;
    }
}
