using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>An account that a breach affects, as ids of ours, which of the kinds of data it holds, and whether it is of our own staff.</summary>
public sealed record AffectedAccount(UserId User, AccountId Account, IReadOnlyList<string> Categories, bool IsStaff);

/// <summary>How many accounts a breach affects, how many of them are of our own staff, and of the people those accounts wrote to how many at least and at most; null where the kinds of data say nothing of such people.</summary>
internal sealed record AffectedCount(int All, int Staff, (int Least, int Most)? Recipients)
{
    /// <summary>Writes it into a breach as what was counted last.</summary>
    public void Set(Breach breach, DateTimeOffset now)
    {
        (breach.Affected, breach.AffectedStaff, breach.CountedAt) = (All, Staff, now);
        (breach.RecipientsLeast, breach.RecipientsMost) = (Recipients?.Least, Recipients?.Most);
    }
}

/// <summary>
/// Whom a breach affects, computed from the register of columns: every account of which a table with a column of the chosen kinds holds a row. No list is kept by hand,
/// so a new table is asked by being declared.
/// </summary>
public sealed class AffectedAccounts(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, DataMap map, AuditTrail trail, Signals signals, TimeProvider clock)
{
    private const int AccountsTogether = 500;

    /// <summary>Counts them and keeps the count with the breach; null for anybody but staff, and for what is not there, closed, or changed meanwhile.</summary>
    public async Task<int?> CountAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        if (await FindAsync(staff, id, cancel) is not { } breach) return null;

        var count = await CountAsync(breach.Categories.Split(' '), [.. breach.AccountIds], cancel);
        var (now, entry) = (clock.GetUtcNow(), await trail.DraftAsync(staff, default, AuditDeed.CountedAffected, concerning: id, cancel: cancel));
        var counted = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role || db.Breaches.Find(id) is not { ClosedAt: null } row) return false;

                // Counted over what it was before: whoever changed that has counted anew.
                if (row.Categories != breach.Categories || row.Accounts != breach.Accounts) return false;

                count.Set(row, now);
                AuditTrail.Append(db, entry, role);
                return true;
            },
            done => done,
            cancel);
        signals.Raise(BreachBoard.Topic);
        return counted ? count.All : null;
    }

    /// <summary>The list itself; that it was taken is written before it is given.</summary>
    public async Task<IReadOnlyList<AffectedAccount>?> TakeAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        if (await FindAsync(staff, id, cancel) is not { } breach) return null;

        var entry = await trail.DraftAsync(staff, default, AuditDeed.TookAffectedList, concerning: id, cancel: cancel);
        var noted = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return false;

                AuditTrail.Append(db, entry, role);
                return true;
            },
            done => done,
            cancel);
        return noted ? await OfAsync(breach.Categories.Split(' '), [.. breach.AccountIds], cancel) : null;
    }

    /// <summary>True when the chosen kinds hold a secret that proves identity, such as the digest of a password: it is no text, and yet of use to whoever guesses.</summary>
    public bool HoldSecrets(IReadOnlyCollection<string> categories) =>
        map.Columns.Any(column => column.Class is DataClass.Secret && categories.Contains(column.Category!.Id));

    /// <summary>Counts those that hold something of these kinds, among these accounts or among all where none is named; stores nothing.</summary>
    internal async Task<AffectedCount> CountAsync(IReadOnlyCollection<string> categories, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        var affected = await OfAsync(categories, accounts, cancel);
        return new AffectedCount(affected.Count, affected.Count(one => one.IsStaff), LogBreach.ConcernCustomers(map, categories) ? await RecipientsAsync(affected, cancel) : null);
    }

    // The look-up column has few values, so that it says little: two people may share one. Each text that still holds a number is at most one person.
    private async Task<(int Least, int Most)> RecipientsAsync(IReadOnlyList<AffectedAccount> affected, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (least, most, forgotten) = (0, 0, default(Sealed));
        foreach (var some in affected.Select(one => one.Account).Chunk(AccountsTogether))
        {
            var texts = db.Messages.IgnoreAutoIncludes().Where(message => some.Contains(message.Batch.AccountId) && message.Recipient != forgotten);
            (least, most) = (least + await texts.Select(message => new { message.Batch.AccountId, message.RecipientIndex }).Distinct().CountAsync(cancel), most + await texts.CountAsync(cancel));
        }

        return (least, most);
    }

    private async Task<Breach?> FindAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, staff, cancel) is null ? null : await db.Breaches.AsNoTracking().SingleOrDefaultAsync(breach => breach.Id == id, cancel);
    }

    private async Task<IReadOnlyList<AffectedAccount>> OfAsync(IReadOnlyCollection<string> kinds, IReadOnlyCollection<AccountId> accounts, CancellationToken cancel)
    {
        var only = accounts.ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var people = await db.Users.AsNoTracking().Where(user => user.State != AccountState.Erased).Select(user => new { user.Id, user.AccountId, user.Role }).ToListAsync(cancel);
        var held = people.ToDictionary(person => person.Id, _ => new SortedSet<string>(StringComparer.Ordinal));
        var byAccount = people.ToLookup(person => person.AccountId.Value, person => person.Id);
        foreach (var table in map.Tables.Where(table => table.HasSubject))
        {
            var touched = table.Columns.Where(column => column.IsPersonal && kinds.Contains(column.Category!.Id)).Select(column => column.Category!.AtDesk).Distinct().ToList();
            if (touched.Count == 0) continue;

            foreach (var owner in await table.OwnersAsync(db, cancel))
                foreach (var user in held.ContainsKey(owner) ? [owner] : byAccount[owner])
                    held[user].UnionWith(touched);
        }

        return
        [
            .. from person in people
               where held[person.Id].Count > 0 && (only.Count == 0 || only.Contains(person.AccountId))
               orderby person.Id
               select new AffectedAccount(new UserId(person.Id), person.AccountId, [.. held[person.Id]], person.Role is not PortalRole.Customer),
        ];
    }
}
