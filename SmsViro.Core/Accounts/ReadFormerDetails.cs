using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>A value she replaced; null when it cannot be read.</summary>
public sealed record FormerDetailView(DetailKind Kind, string? Value, DateTimeOffset ReplacedAt)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "former detail";
}

/// <summary>Shows a person what her details were during the last 12 months, newest first.</summary>
public sealed class ReadFormerDetails(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    private const int MostShown = 100;

    public async Task<IReadOnlyList<FormerDetailView>> RunAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.FormerDetails.AsNoTracking()
            .Where(row => row.UserId == customer.User)
            .OrderByDescending(row => row.ReplacedAt)
            .Take(MostShown)
            .ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.User(customer.User), cancel);
        return [.. rows.Select(row => new FormerDetailView(row.Kind, box.Open(AccountsFields.FormerValue, row.Id, row.Value).Text, row.ReplacedAt))];
    }
}
