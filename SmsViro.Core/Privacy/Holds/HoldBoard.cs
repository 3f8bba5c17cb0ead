using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>One hold on a list; it names nobody.</summary>
/// <param name="Id">The hold.</param>
/// <param name="User">Whose item it is, as an id.</param>
/// <param name="Account">Her account.</param>
/// <param name="What">"Message texts", or "One of: Messages".</param>
/// <param name="Ground">On which ground.</param>
/// <param name="PlacedAt">Since when.</param>
/// <param name="ReviewOn">When it is asked about again.</param>
/// <param name="IsOverdue">True when that day is past.</param>
/// <param name="Kept">Rows an erasure left for it.</param>
/// <param name="PlacedBy">Who placed it, as an id.</param>
/// <param name="ConfirmBy">By when a second person confirms it; null when one has.</param>
/// <param name="ConfirmedBy">The second person who agreed, as an id; null while nobody has.</param>
/// <param name="ConfirmedAt">When she did.</param>
/// <param name="ReleaseAskedBy">Who wants it to end, as an id; null when nobody does.</param>
public sealed record HoldLine(Guid Id, UserId User, AccountId Account, string What, HoldGround Ground, DateTimeOffset PlacedAt, DateOnly ReviewOn, bool IsOverdue, int Kept, UserId PlacedBy, DateOnly? ConfirmBy, UserId? ConfirmedBy, DateTimeOffset? ConfirmedAt, UserId? ReleaseAskedBy);

/// <summary>A hold that has ended; it names nobody.</summary>
/// <param name="Id">The hold.</param>
/// <param name="What">What it kept.</param>
/// <param name="PlacedAt">Since when.</param>
/// <param name="ReleasedAt">Until when.</param>
/// <param name="ReleasedBy">The second person, as an id; the empty id for the portal itself.</param>
/// <param name="Why">As it stands in the trail; null where it cannot be read.</param>
public sealed record ReleasedLine(Guid Id, string What, DateTimeOffset PlacedAt, DateTimeOffset ReleasedAt, UserId ReleasedBy, string? Why);

/// <summary>Reads the holds in force, and those that were.</summary>
public sealed class HoldBoard(IDbContextFactory<PortalDbContext> contexts, DataMap map, Vault vault, TimeProvider clock)
{
    private const int MostReleased = 20;

    /// <summary>All of them, the next to review first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<HoldLine>?> RunAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, staff, cancel) is null ? null : await LinesAsync(db, db.Holds, cancel);
    }

    /// <summary>Those on one person, with the reasons.</summary>
    public async Task<IReadOnlyList<(HoldLine Line, string? Reason)>> OfAsync(AccessGrant grant, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lines = await LinesAsync(db, db.Holds.Where(hold => hold.UserId == grant.Subject.User), cancel);
        var reasons = await db.Holds.AsNoTracking().Where(hold => hold.UserId == grant.Subject.User && hold.ReleasedAt == null).ToDictionaryAsync(hold => hold.Id, hold => hold.Reason, cancel);
        var read = new List<(HoldLine, string?)>();
        foreach (var line in lines)
            read.Add((line, reasons.GetValueOrDefault(line.Id) is { } reason ? (await vault.FindAsync(Scope.Hold(line.Id), cancel)).Open(HoldMapping.Reason, line.Id, reason).Text : null));
        return read;
    }

    /// <summary>Those on one person that were released, the latest first, with the reason that the trail keeps.</summary>
    public async Task<IReadOnlyList<ReleasedLine>> ReleasedAsync(AccessGrant grant, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ended = await db.Holds.AsNoTracking().Where(hold => hold.UserId == grant.Subject.User && hold.ReleasedAt != null).OrderByDescending(hold => hold.ReleasedAt).Take(MostReleased).ToListAsync(cancel);
        var ids = ended.Select(hold => (Guid?)hold.Id).ToList();
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Deed == AuditDeed.ReleasedHold && ids.Contains(entry.Concerning)).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Audit(grant.Subject.User.Value), cancel);
        return
        [
            .. from hold in ended
               let entry = entries.LastOrDefault(entry => entry.Concerning == hold.Id)
               select new ReleasedLine(
                   hold.Id, What(hold), hold.PlacedAt, hold.ReleasedAt!.Value, hold.ReleasedBy ?? default, entry?.Reason is { } reason ? box.Open(AuditEntry.ReasonField, entry.Id, reason).Text : null),
        ];
    }

    /// <summary>By what the owner of a single held item knows it: its reference, or the name of its row; null for a hold on a category.</summary>
    public async Task<string?> ReferenceAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Holds.AsNoTracking().SingleOrDefaultAsync(hold => hold.Id == id && hold.UserId == grant.Subject.User, cancel) is not { Row: { } row } found) return null;
        if (map.Tables.FirstOrDefault(table => table.HasSubject && table.Table.Name == found.Table) is not { } kept) return row;

        await foreach (var record in kept.AmongAsync(db, grant.Subject, row, cancel))
            if (record.Key == row) return record.Values.FirstOrDefault(value => value.Column is { Class: DataClass.InClear, Label: "Reference" })?.Text ?? row;
        return row;
    }

    private async Task<IReadOnlyList<HoldLine>> LinesAsync(PortalDbContext db, IQueryable<Hold> holds, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var items = db.HeldItems;
        var active = await holds.AsNoTracking().Where(hold => hold.ReleasedAt == null).OrderBy(hold => hold.ReviewOn)
            .Select(hold => new { Hold = hold, Kept = items.Count(item => item.HoldId == hold.Id) }).ToListAsync(cancel);
        return
        [
            .. active.Select(found => new HoldLine(
                found.Hold.Id, found.Hold.UserId, found.Hold.AccountId, What(found.Hold), found.Hold.Ground, found.Hold.PlacedAt, found.Hold.ReviewOn, found.Hold.ReviewOn < today, found.Kept,
                found.Hold.PlacedBy, found.Hold.ConfirmedAt is null ? found.Hold.ConfirmBy : null, found.Hold.ConfirmedBy, found.Hold.ConfirmedAt, found.Hold.ReleaseAskedBy)),
        ];
    }

    private string What(Hold hold) =>
        hold.Category is { } category
            ? Category.All.FirstOrDefault(one => one.Id == category)?.AtDesk ?? category
            : $"One of: {map.Tables.FirstOrDefault(table => table.Table.Name == hold.Table)?.Title ?? hold.Table}";
}
