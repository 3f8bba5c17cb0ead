using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>Which accounts somebody means by what pages of ours show of them: "C-9f31c2a4", the id in the address of a customer's page, an account's id, or a piece of one.</summary>
internal static class NamedAccounts
{
    // So many are shown; fewer name too many.
    private const int FewestDigits = 8;

    /// <summary>Each once, in the order in which they were named; and what names none or more than one.</summary>
    public static async Task<(IReadOnlyList<AccountId> Accounts, IReadOnlyList<BreachFault> Faults)> FindAsync(PortalDbContext db, IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        if (names.Count == 0) return ([], []);

        var people = (await db.Users.AsNoTracking().Select(user => new { user.Id, user.AccountId }).ToListAsync(cancel))
            .ConvertAll(user => (user.AccountId, Ids: (string[])[user.Id.ToString("N"), user.AccountId.Value.ToString("N")]));
        var found = names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (Name: name, Accounts: Of(name))).ToList();
        return
        (
            [.. found.SelectMany(one => one.Accounts).Distinct()],
            [.. Wrong(BreachRefusal.NoSuchAccount, one => one == 0), .. Wrong(BreachRefusal.SeveralAccounts, one => one > 1)]
        );

        List<AccountId> Of(string name) =>
            Digits(name) is { Length: >= FewestDigits } digits
                ? [.. people.Where(person => Array.Exists(person.Ids, id => id.EndsWith(digits, StringComparison.Ordinal) || id.StartsWith(digits, StringComparison.Ordinal))).Select(person => person.AccountId).Distinct()]
                : [];

        IEnumerable<BreachFault> Wrong(BreachRefusal refusal, Func<int, bool> isWrong) =>
            found.Where(one => isWrong(one.Accounts.Count)).Select(one => new BreachFault(BreachPart.Accounts, refusal, one.Name));
    }

    private static string Digits(string name)
    {
        var bare = name.StartsWith("C-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("S-", StringComparison.OrdinalIgnoreCase) ? name[2..] : name;
        return bare.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
