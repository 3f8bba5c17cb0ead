using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Reviews;

/// <summary>When a review comes round again.</summary>
/// <param name="Kind">Which.</param>
/// <param name="EveryDays">How often.</param>
/// <param name="LastAt">When it was made last; null when never.</param>
/// <param name="DueOn">The last day on which it is not late.</param>
/// <param name="IsOverdue">True when that day is past.</param>
public sealed record ReviewDue(ReviewKind Kind, int EveryDays, DateTimeOffset? LastAt, DateOnly DueOn, bool IsOverdue);

/// <summary>A review that was made; the note is null when it cannot be read.</summary>
public sealed record MadeReview(Guid Id, ReviewKind Kind, DateTimeOffset At, UserId By, string? Note);

/// <summary>The calendar of recurring reviews, and what was made of it. A review that was never made is due its period after the portal opened.</summary>
public sealed class ReviewCalendar(IDbContextFactory<PortalDbContext> contexts, Vault vault, RightsOptions options, TimeProvider clock)
{
    /// <summary>Raised after a review was recorded.</summary>
    public const string Topic = "registers/reviews";

    private const int MostShown = 100;

    /// <summary>How many days may pass between two reviews of a kind.</summary>
    public static int EveryDays(ReviewKind kind) => kind switch
    {
        ReviewKind.AccessRights => 90,
        ReviewKind.RestoreDrill => 90,
        ReviewKind.KeyRotation => 180,
        ReviewKind.SubProcessors => 365,
    };

    /// <summary>Every kind, the next due first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<ReviewDue>?> ForStaffAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await StaffAmong.RoleOfAsync(db, staff, cancel) is null ? null : await DueAsync(db, cancel);
    }

    /// <summary>What was made, newest first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<MadeReview>?> HistoryAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var made = await db.Reviews.AsNoTracking().OrderByDescending(review => review.DoneAt).Take(MostShown).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.SystemReviews, cancel);
        return [.. made.Select(review => new MadeReview(review.Id, review.Kind, review.DoneAt, review.DoneBy, box.Open(Review.NoteField, review.Id, review.Note).Text))];
    }

    internal async Task<IReadOnlyList<ReviewDue>> DueAsync(PortalDbContext db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = StatutoryClock.DayAt(now, options.SeatZone);
        var last = await db.Reviews.GroupBy(review => review.Kind).Select(kind => new { kind.Key, At = kind.Max(review => review.DoneAt) }).ToDictionaryAsync(kind => kind.Key, kind => kind.At, cancel);
        var opened = await db.Users.OrderBy(user => user.CreatedAt).Select(user => (DateTimeOffset?)user.CreatedAt).FirstOrDefaultAsync(cancel) ?? now;
        return
        [
            .. from kind in Enum.GetValues<ReviewKind>()
               let at = last.TryGetValue(kind, out var made) ? made : (DateTimeOffset?)null
               let due = StatutoryClock.DayAt(at ?? opened, options.SeatZone).AddDays(EveryDays(kind))
               orderby due, kind
               select new ReviewDue(kind, EveryDays(kind), at, due, today > due),
        ];
    }
}
