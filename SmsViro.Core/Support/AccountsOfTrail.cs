using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Support;

/// <summary>Which customer's account people of the trail have, so that one person is called alike on every page of staff; ids alone.</summary>
public sealed class AccountsOfTrail(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The customers among them; our staff and whoever is gone have no entry. Empty for anybody but staff.</summary>
    public async Task<IReadOnlyDictionary<UserId, AccountId>> RunAsync(UserId staff, IEnumerable<UserId> people, CancellationToken cancel)
    {
        var ids = people.Select(person => person.Value).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return new Dictionary<UserId, AccountId>();

        return await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id) && user.Role == PortalRole.Customer)
            .Select(user => new { user.Id, user.AccountId }).ToDictionaryAsync(user => new UserId(user.Id), user => user.AccountId, cancel);
    }
}
