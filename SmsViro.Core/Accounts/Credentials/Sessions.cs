using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>A session as its owner sees it.</summary>
public sealed record SessionView(Guid Id, string? Device, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

/// <summary>
/// Who is signed in where. A session ends after 12 hours without use and at most 7 days, or 14 days after sign-in when she asked to be kept;
/// at once when her password or role changes, when she ends it or when she is erased.
/// </summary>
public sealed class Sessions(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, Signals signals, TimeProvider clock)
{
    /// <summary>The longest life of a session whose person asked to stay signed in, and of its cookie.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(5);

    /// <summary>The signal that tells a person's open pages to look whether they still may show.</summary>
    public static string Topic(UserId user) => $"sessions/{user}";

    /// <summary>Who is behind a session now; null when it, or her account, has ended.</summary>
    public async Task<SignedIn?> FindAsync(Guid session, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Sessions.AsNoTracking().FirstOrDefaultAsync(found => found.Id == session, cancel);
        if (row is null || !row.Lives(now)) return null;

        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(found => found.Id == row.UserId.Value && found.State == AccountState.Active, cancel);
        if (user is null) return null;

        if (now - row.SeenAt > NotedEvery) _ = NoteUseAsync(session, now);
        return new SignedIn(new Customer(row.UserId, user.AccountId), user.Role, session);
    }

    /// <summary>True when the person's account is being erased or is gone, so that no sign-in leads back to it.</summary>
    public async Task<bool> IsAccountClosedAsync(UserId user, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Users.AnyAsync(row => row.Id == user.Value && (row.State == AccountState.Erasing || row.State == AccountState.Erased), cancel);
    }

    public async Task<IReadOnlyList<SessionView>> ListAsync(Customer customer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Sessions.AsNoTracking()
            .Where(row => row.UserId == customer.User && row.EndedAt == null && row.EndsAt > now)
            .OrderByDescending(row => row.SeenAt)
            .ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.User(customer.User), cancel);
        return [.. rows.Select(row => new SessionView(row.Id, box.Open(AccountsFields.Device, row.Id, row.Device).Text, row.StartedAt, row.SeenAt))];
    }

    /// <summary>Ends one session of hers; another person's is left alone.</summary>
    public Task EndAsync(Customer customer, Guid session, CancellationToken cancel) =>
        EndAsync(customer.User, row => row.Id == session, cancel);

    /// <summary>Ends every session of hers but one.</summary>
    public Task EndOthersAsync(Customer customer, Guid kept, CancellationToken cancel) =>
        EndAsync(customer.User, row => row.Id != kept, cancel);

    /// <summary>Ends them all inside the caller's act, which raises <see cref="Topic"/> when it is done.</summary>
    internal static void EndAll(PortalDbContext db, UserId user, DateTimeOffset now, Guid? except = null)
    {
        foreach (var row in db.Sessions.Where(row => row.UserId == user && row.EndedAt == null && row.Id != except))
            row.EndedAt = now;
    }

    internal void Tell(UserId user) => signals.Raise(Topic(user));

    internal async Task<Session> MakeAsync(UserId user, string device, bool kept, bool passwordTyped, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        var box = await vault.OpenAsync(Scope.User(user), cancel);
        return new Session
        {
            Id = id,
            UserId = user,
            Device = box.Seal(AccountsFields.Device, id, device),
            StartedAt = now,
            SeenAt = now,
            EndsAt = now + (kept ? Kept : Idle),
            EndsAtLatest = now + (kept ? Kept : Longest),
            ConfirmedAt = passwordTyped ? now : null,
        };
    }

    private async Task EndAsync(UserId user, Func<Session, bool> which, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                foreach (var row in db.Sessions.Where(row => row.UserId == user && row.EndedAt == null).AsEnumerable().Where(which))
                    row.EndedAt = now;
            },
            cancel);
        Tell(user);
    }

    // Nobody waits for this: a page must open also while the database is locked.
    private async Task NoteUseAsync(Guid session, DateTimeOffset now)
    {
        try
        {
            await writes.RunAsync(db =>
            {
                if (db.Sessions.Find(session) is not { EndedAt: null } row) return;

                row.SeenAt = now;
                row.EndsAt = Later(row.EndsAt, Sooner(now + Idle, row.EndsAtLatest));
            });
        }
        catch (StorageUnavailableException)
        {
            // The next request notes it.
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
