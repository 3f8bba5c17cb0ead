using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Whether a person typed her password in this session within the last five minutes. What cannot be undone or takes data out asks it, in the use case and not only on the page.</summary>
public sealed class StepUp(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public async Task<bool> IsFreshAsync(SignedIn person, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var session = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == person.Session && row.UserId == person.Customer.User, cancel);

        // A time to come means that the clock was set back: it proves nothing.
        return session is not null && session.Lives(now) && session.ConfirmedAt is { } confirmed && confirmed <= now && now - confirmed < Remembered;
    }
}
