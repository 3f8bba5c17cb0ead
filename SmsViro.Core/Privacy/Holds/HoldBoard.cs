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

/// <summary>A hold in force on one person, with what is written about it; a word is null where there is none or it cannot be read.</summary>
/// <param name="Line">The hold.</param>
/// <param name="Reference">What staff call the entry it keeps; null for a hold on a category.</param>
/// <param name="Reason">Why it was placed.</param>
/// <param name="ReleaseReason">Why somebody wants it to end.</param>
public sealed record HoldView(HoldLine Line, string? Reference, string? Reason, string? ReleaseReason)
{
    // A record prints its members; these words may be about a person.
    public override string ToString() => "hold";
}

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

    /// <summary>Those on one person, with the reasons and what each keeps.</summary>
    public async Task<IReadOnlyList<HoldView>> OfAsync(AccessGrant grant, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lines = await LinesAsync(db, db.Holds.Where(hold => hold.UserId == grant.Subject.User), cancel);
        var holds = await db.Holds.AsNoTracking().Where(hold => hold.UserId == grant.Subject.User && hold.ReleasedAt == null).ToDictionaryAsync(hold => hold.Id, cancel);
        var asked = await WhyAsync(db, grant.Subject, AuditDeed.AskedToReleaseHold, [.. lines.Where(line => line.ReleaseAskedBy is not null).Select(line => line.Id)], cancel);
        var read = new List<HoldView>();
        foreach (var line in lines)
        {
            if (!holds.TryGetValue(line.Id, out var hold)) continue;

            var reason = hold.Reason is { } closed ? (await vault.FindAsync(Scope.Hold(line.Id), cancel)).Open(HoldMapping.Reason, line.Id, closed).Text : null;
            read.Add(new HoldView(line, await ReferenceAsync(db, grant.Subject, hold, cancel), reason, asked.GetValueOrDefault(line.Id)));
        }

        return read;
    }

    /// <summary>Those on one person that were released, the latest first, with the reason that the trail keeps.</summary>
    public async Task<IReadOnlyList<ReleasedLine>> ReleasedAsync(AccessGrant grant, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ended = await db.Holds.AsNoTracking().Where(hold => hold.UserId == grant.Subject.User && hold.ReleasedAt != null).OrderByDescending(hold => hold.ReleasedAt).Take(MostReleased).ToListAsync(cancel);
        var why = await WhyAsync(db, grant.Subject, AuditDeed.ReleasedHold, [.. ended.Select(hold => hold.Id)], cancel);
        return [.. ended.Select(hold => new ReleasedLine(hold.Id, What(hold), hold.PlacedAt, hold.ReleasedAt!.Value, hold.ReleasedBy ?? default, why.GetValueOrDefault(hold.Id)))];
    }

    // What was said last of each hold, as the trail keeps it for whose hold it is.
    private async Task<Dictionary<Guid, string?>> WhyAsync(PortalDbContext db, DataSubject subject, AuditDeed deed, IReadOnlyList<Guid> holds, CancellationToken cancel)
    {
        if (holds.Count == 0) return [];

        var ids = holds.Select(id => (Guid?)id).ToList();
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Deed == deed && ids.Contains(entry.Concerning)).OrderBy(entry => entry.Number).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Audit(subject.User.Value), cancel);
        return entries.GroupBy(entry => entry.Concerning!.Value).ToDictionary(
            said => said.Key, said => said.Last() is { Reason: { } reason } last ? box.Open(AuditEntry.ReasonField, last.Id, reason).Text : null);
    }

    // By what staff call a single held entry: its reference, or the name of its row.
    private async Task<string?> ReferenceAsync(PortalDbContext db, DataSubject subject, Hold hold, CancellationToken cancel)
    {
        if (hold.Row is not { } row || map.Tables.FirstOrDefault(table => table.HasSubject && table.Table.Name == hold.Table) is not { } kept) return hold.Row;

        await foreach (var record in kept.AmongAsync(db, subject, row, cancel))
            if (record.Key == row) return record.Reference ?? row;
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
