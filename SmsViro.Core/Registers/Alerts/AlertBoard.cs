using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>An alert with its words opened; a word is null where none is written or it cannot be read.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Reason">What came of it.</param>
/// <param name="Note">What the person it is about wrote.</param>
public sealed record AlertView(Alert Alert, string? Reason, string? Note)
{
    // A record prints its members; these words are about a person.
    public override string ToString() => "alert";
}

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
        var views = new List<AlertView>();
        foreach (var alert in open.OrderByDescending(alert => AlertWords.IsHigh(alert.Kind)).ThenByDescending(alert => alert.LastAt).Concat(closed)) views.Add(await ViewAsync(alert, cancel));
        return views;
    }

    private async Task<AlertView> ViewAsync(Alert alert, CancellationToken cancel)
    {
        if (alert is { Reason: null, Note: null }) return new AlertView(alert, null, null);

        var box = await vault.FindAsync(Scope.Audit(alert.About.Value), cancel);
        string? Open(Field field, Sealed? words) => words is { IsEmpty: false } closed ? box.Open(field, alert.Id, closed).Text : null;
        return new AlertView(alert, Open(Alert.ReasonField, alert.Reason), Open(Alert.NoteField, alert.Note));
    }

    /// <summary>Whom an alert is about, the empty id where there is no such alert; null for anybody but administrators.</summary>
    internal async Task<UserId?> AboutAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is not PortalRole.Admin) return null;

        return await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Id == id, cancel) is { } alert ? alert.About : default(UserId);
    }
}
