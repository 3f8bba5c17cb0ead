using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>An alert with its words opened; the reason is null where none is written or it cannot be read.</summary>
public sealed record AlertView(Alert Alert, string? Reason);

/// <summary>Reads alerts; for administrators alone, and none is anybody's own to close.</summary>
public sealed class AlertBoard(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>Raised whenever an alert is raised, grows or is closed.</summary>
    public const string Topic = "registers/alerts";

    private const int MostClosed = 100;

    /// <summary>Open ones first, of high severity before others, then the newest; after them what was closed last. Null for anybody but administrators.</summary>
    public async Task<IReadOnlyList<AlertView>?> ListAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is not PortalRole.Admin) return null;

        var open = await db.Alerts.AsNoTracking().Where(alert => alert.ClosedAt == null).ToListAsync(cancel);
        var closed = await db.Alerts.AsNoTracking().Where(alert => alert.ClosedAt != null).OrderByDescending(alert => alert.ClosedAt).Take(MostClosed).ToListAsync(cancel);
        var views = open.OrderByDescending(alert => AlertWords.IsHigh(alert.Kind)).ThenByDescending(alert => alert.LastAt).Select(alert => new AlertView(alert, null)).ToList();
        foreach (var alert in closed)
            views.Add(new AlertView(alert, alert.Reason is { } reason ? (await vault.FindAsync(Scope.Audit(alert.About.Value), cancel)).Open(Alert.ReasonField, alert.Id, reason).Text : null));
        return views;
    }

    /// <summary>Whom an alert is about, the empty id where there is no such alert; null for anybody but administrators.</summary>
    internal async Task<UserId?> AboutAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is not PortalRole.Admin) return null;

        return await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Id == id, cancel) is { } alert ? alert.About : default(UserId);
    }
}
