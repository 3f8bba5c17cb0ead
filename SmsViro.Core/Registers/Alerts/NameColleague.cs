using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>How to reach a colleague; null where it cannot be read.</summary>
public sealed record Colleague(string? Name, EmailAddress? Email)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "colleague";
}

/// <summary>Tells an administrator which of our staff an alert is about, so that she can ask; the colleague finds that among who looked, and it is written before it is shown.</summary>
public sealed class NameColleague(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AlertBoard board, ReadProfile profiles, AuditTrail trail)
{
    /// <summary>Null for anybody but administrators, and where the alert is about none of our staff.</summary>
    public async Task<Colleague?> RunAsync(UserId staff, Guid alert, CancellationToken cancel)
    {
        if (await board.AboutAsync(staff, alert, cancel) is not { } about || await FindAsync(about, cancel) is not { } colleague) return null;

        var entry = await trail.DraftAsync(staff, about, AuditDeed.NamedColleague, concerning: alert, cancel: cancel);
        var noted = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not PortalRole.Admin) return false;

                AuditTrail.Append(db, entry, PortalRole.Admin);
                return true;
            },
            done => done,
            cancel);
        if (!noted) return null;

        var profile = await profiles.RunAsync(colleague, cancel);
        return new Colleague(profile.Name, profile.Email);
    }

    private async Task<Customer?> FindAsync(UserId person, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == person.Value && user.Role != PortalRole.Customer && user.State == AccountState.Active, cancel) is { } user
            ? new Customer(person, user.AccountId)
            : null;
    }
}
