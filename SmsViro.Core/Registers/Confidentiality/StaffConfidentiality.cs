using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Confidentiality;

/// <summary>Who is bound by the undertaking in force. Asked before every page of the desk, so whoever is found bound is remembered for a while.</summary>
public sealed class StaffConfidentiality(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<UserId, DateTimeOffset> _bound = [];

    /// <summary>True when she signed the version in force.</summary>
    public async Task<bool> IsBoundAsync(UserId staff, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_bound.TryGetValue(staff, out var until) && now < until) return true;

        var version = Undertaking.Current.Number;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.Acceptances.AnyAsync(acceptance => acceptance.UserId == staff && acceptance.Version == version, cancel)) return false;

        _bound[staff] = now + Remembered;
        return true;
    }

    /// <summary>Our active staff who have not signed the version in force; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<UserId>?> MissingAsync(UserId staff, CancellationToken cancel)
    {
        var version = Undertaking.Current.Number;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var signed = await db.Acceptances.AsNoTracking().Where(acceptance => acceptance.Version == version).Select(acceptance => acceptance.UserId).ToListAsync(cancel);
        return [.. (await StaffAmong.AllAsync(db, cancel)).Select(person => person.Id).Where(person => !signed.Contains(person)).OrderBy(person => person.Value)];
    }

    /// <summary>Every signature, newest first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<Acceptance>?> LogAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, staff, cancel) is null ? null : await db.Acceptances.AsNoTracking().OrderByDescending(acceptance => acceptance.AcceptedAt).ToListAsync(cancel);
    }
}
