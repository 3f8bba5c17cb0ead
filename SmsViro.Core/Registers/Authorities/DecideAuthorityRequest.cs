using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>The second of two: agrees that the authority receives what was preserved for it, or refuses and has it destroyed. Never the one who logged it.</summary>
public sealed class DecideAuthorityRequest(WriteQueue writes, Vault vault, Signals signals, TimeProvider clock)
{
    public async Task<AuthorityRefusal?> RunAsync(UserId staff, Guid id, bool agreed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var refusal = await writes.RunAsync(db => Decide(db, staff, id, agreed, now), answer => answer is null, cancel);
        if (refusal is not null) return refusal;

        if (!agreed) await vault.ShredAsync(Scope.Export(id), id, cancel);
        signals.Raise(AuthorityDesk.Topic);
        return null;
    }

    private static AuthorityRefusal? Decide(PortalDbContext db, UserId staff, Guid id, bool agreed, DateTimeOffset now)
    {
        if (StaffAmong.RoleOf(db, staff) is null) return AuthorityRefusal.NotStaff;
        if (db.AuthorityRequests.Find(id) is not { State: AuthorityState.Asked } request || (agreed && request.PreservedAt is null)) return AuthorityRefusal.NotNow;
        if (request.LoggedBy == staff) return AuthorityRefusal.SamePerson;

        (request.DecidedBy, request.DecidedAt, request.State) = (staff, now, agreed ? AuthorityState.Agreed : AuthorityState.Refused);
        AuthorityChain.Append(db, id, staff, agreed ? AuthorityDeed.Agreed : AuthorityDeed.Refused, now);
        if (agreed) return null;

        request.ClosedAt = now;
        if (db.AuthorityExtracts.Find(id) is { } extract) db.AuthorityExtracts.Remove(extract);
        return null;
    }
}
