using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>A breach with its words opened and its clocks computed; a word is null where nothing is written or it cannot be read.</summary>
public sealed record BreachView(Breach Breach, string? Title, string? Facts, string? Effects, string? Measures, string? SubjectsReason, string? Conclusion, IReadOnlyList<BreachClock> Clocks);

/// <summary>Reads the register of breaches; for staff alone.</summary>
public sealed class BreachBoard(IDbContextFactory<PortalDbContext> contexts, Vault vault, BreachProfile profile)
{
    /// <summary>Raised after every act at the register.</summary>
    public const string Topic = "registers/breaches";

    /// <summary>Open ones first, then the newest; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<BreachView>?> ListAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        return await ViewsAsync(db.Breaches.OrderBy(breach => breach.ClosedAt != null).ThenByDescending(breach => breach.Id), cancel);
    }

    public async Task<BreachView?> ReadAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, staff, cancel) is not null && await db.Breaches.AsNoTracking().SingleOrDefaultAsync(breach => breach.Id == id, cancel) is { } breach ? await ViewAsync(breach, cancel) : null;
    }

    internal Task<IReadOnlyList<BreachView>> OpenAsync(PortalDbContext db, CancellationToken cancel) =>
        ViewsAsync(db.Breaches.Where(breach => breach.ClosedAt == null).OrderByDescending(breach => breach.Id), cancel);

    private async Task<IReadOnlyList<BreachView>> ViewsAsync(IQueryable<Breach> breaches, CancellationToken cancel)
    {
        var views = new List<BreachView>();
        foreach (var breach in await breaches.AsNoTracking().ToListAsync(cancel)) views.Add(await ViewAsync(breach, cancel));
        return views;
    }

    private async Task<BreachView> ViewAsync(Breach breach, CancellationToken cancel)
    {
        var box = await vault.FindAsync(Scope.Breach(breach.Id), cancel);
        string? Open(Field field, Sealed? closed) => closed is { IsEmpty: false } value ? box.Open(field, breach.Id, value).Text : null;
        return new BreachView(
            breach, Open(BreachFields.Title, breach.Title), Open(BreachFields.Facts, breach.Facts), Open(BreachFields.Effects, breach.Effects), Open(BreachFields.Measures, breach.Measures),
            Open(BreachFields.Reason, breach.SubjectsReason), Open(BreachFields.Conclusion, breach.Conclusion), BreachClocks.Of(breach, profile));
    }
}
