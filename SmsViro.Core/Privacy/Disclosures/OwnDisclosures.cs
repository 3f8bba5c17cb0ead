using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Disclosures;

/// <summary>One disclosure as its subject reads it; a value that cannot be opened any more says so.</summary>
public sealed record ToldDisclosure(DateTimeOffset At, DateTimeOffset ToldAt, DateOnly? SilentUntil, string Authority, string Basis, string What);

/// <summary>What authorities received about a person and she may know of.</summary>
public sealed class OwnDisclosures(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ToldDisclosure>> OfAsync(UserId subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.AuthorityDisclosures.AsNoTracking().Where(disclosure => disclosure.UserId == subject).ToListAsync(cancel);
        if (rows.Count == 0) return [];

        var box = await vault.FindAsync(Scope.Audit(subject.Value), cancel);
        string Open(Field field, Guid row, Sealed value) => box.Open(field, row, value).Text ?? "cannot be read";
        return
        [
            .. from row in rows
                orderby row.At descending
                select new ToldDisclosure(
                    row.At, row.ToldAt, row.SilentUntil, Open(AuthorityDisclosureMapping.Authority, row.Id, row.Authority), Open(AuthorityDisclosureMapping.Basis, row.Id, row.Basis),
                    Open(AuthorityDisclosureMapping.What, row.Id, row.What)),
        ];
    }
}
