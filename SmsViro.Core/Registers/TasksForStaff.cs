using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers;

/// <summary>Something that waits for one of our staff.</summary>
public abstract record StaffTask
{
    /// <summary>A review whose day has passed.</summary>
    public sealed record Review(ReviewKind Kind, DateOnly DueOn) : StaffTask;

    /// <summary>A breach that is not closed; the title is null when it cannot be read.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="IsLate">True when a notice of it should have gone by now.</param>
    public sealed record OpenBreach(Guid Id, string? Title, bool IsLate) : StaffTask;

    /// <summary>The request of an authority that somebody else wrote down and that waits for a second person.</summary>
    public sealed record Agreement(Guid Id) : StaffTask;

    /// <summary>An answer, or more time for one, that somebody else wrote and that waits for a second person.</summary>
    /// <param name="Request">Which request.</param>
    /// <param name="Reference">What it is called.</param>
    /// <param name="IsMoreTime">True for more time, whose notice goes before <paramref name="DueOn"/>; false for an answer, which goes by then.</param>
    /// <param name="DueOn">The day the answer is due.</param>
    /// <param name="IsLate">True when that day has passed.</param>
    public sealed record SecondLook(Guid Request, string Reference, bool IsMoreTime, DateOnly DueOn, bool IsLate) : StaffTask;

    /// <summary>A request of hers, or one that nobody has, that is late or has to be answered within three working days.</summary>
    /// <param name="Request">Which request.</param>
    /// <param name="Reference">What it is called.</param>
    /// <param name="DueOn">The day the answer is due.</param>
    /// <param name="IsLate">True when that day has passed.</param>
    /// <param name="IsHers">True when she has it; false when nobody does.</param>
    public sealed record DueRequest(Guid Request, string Reference, DateOnly DueOn, bool IsLate, bool IsHers) : StaffTask;

    /// <summary>Somebody who received data has not been told what became of it (GDPR Article 19).</summary>
    public sealed record Telling(Guid Request, string Reference, bool IsLate) : StaffTask;

    /// <summary>A hold that somebody else placed and that waits for a second person.</summary>
    public sealed record HoldToConfirm(UserId Of, DateOnly ConfirmBy, bool IsLate) : StaffTask;

    /// <summary>A hold that somebody else wants to release.</summary>
    public sealed record HoldToRelease(UserId Of) : StaffTask;

    /// <summary>Alerts of a kind that are open and not about herself; only administrators have such tasks.</summary>
    public sealed record OpenAlerts(AlertKind Kind, int Many, bool IsHigh) : StaffTask;

    /// <summary>The agreement with a company that receives data ends soon, or has ended; then the portal will not start again.</summary>
    public sealed record PartnerAgreement(string Partner, DateOnly EndsOn, bool IsLate) : StaffTask;
}

/// <summary>What waits for whoever comes to the desk, in the registers, at the holds and with those who received data; nothing for anybody but staff.</summary>
public sealed class TasksForStaff(IDbContextFactory<PortalDbContext> contexts, ReviewCalendar reviews, BreachBoard breaches, PartnerRegister partners, RightsOptions options, TimeProvider clock)
{
    private const int DaysAhead = 3;

    public async Task<IReadOnlyList<StaffTask>> RunAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is not { } role) return [];

        var now = clock.GetUtcNow();
        var waiting = await db.AuthorityRequests.AsNoTracking()
            .Where(request => request.State == AuthorityState.Asked && request.PreservedAt != null && request.LoggedBy != staff).OrderBy(request => request.Id).Select(request => request.Id).ToListAsync(cancel);
        return
        [
            .. await AlertsAsync(db, staff, role, cancel),
            .. await DueAsync(db, staff, StatutoryClock.DayAt(now, options.SeatZone), cancel),
            .. from review in await reviews.DueAsync(db, cancel) where review.IsOverdue select new StaffTask.Review(review.Kind, review.DueOn),
            .. from open in await breaches.OpenAsync(db, cancel) select new StaffTask.OpenBreach(open.Breach.Id, open.Title, open.Clocks.Any(running => running.IsOverdue(now))),
            .. from request in waiting select new StaffTask.Agreement(request),
            .. await HoldsAsync(db, staff, now, cancel),
            .. await SecondLooksAsync(db, staff, StatutoryClock.DayAt(now, options.SeatZone), cancel),
            .. await TellingsAsync(db, now, cancel),
            .. from partner in partners.Ending select new StaffTask.PartnerAgreement(partner.Name, partner.AgreementEndsOn, partners.HasEnded(partner)),
        ];
    }

    private static async Task<IEnumerable<StaffTask>> AlertsAsync(PortalDbContext db, UserId staff, PortalRole role, CancellationToken cancel)
    {
        if (role is not PortalRole.Admin) return [];

        return
            from alert in await db.Alerts.AsNoTracking().Where(alert => alert.ClosedAt == null && alert.About != staff).ToListAsync(cancel)
            group alert by alert.Kind into kind
            orderby AlertWords.IsHigh(kind.Key) descending, kind.Key
            select new StaffTask.OpenAlerts(kind.Key, kind.Count(), AlertWords.IsHigh(kind.Key));
    }

    // What waits for a second person is a task of its own, and what runs by itself is nobody's.
    private async Task<IEnumerable<StaffTask>> DueAsync(PortalDbContext db, UserId staff, DateOnly today, CancellationToken cancel)
    {
        var calendar = HolidayCalendar.Of(options.SeatZone);
        var open = await db.PrivacyRequests.AsNoTracking()
            .Where(request => request.EndedAt == null && request.State != RequestState.Review && request.State != RequestState.Preparing && request.State != RequestState.Erasing && request.State != RequestState.CoolingOff)
            .Where(request => request.AssignedTo == null || request.AssignedTo == staff).ToListAsync(cancel);
        return
            from request in open
            where today > request.DueOn || calendar.WorkingDays(today, request.DueOn) <= DaysAhead
            orderby request.DueOn, request.Id
            select new StaffTask.DueRequest(request.Id, request.Reference, request.DueOn, today > request.DueOn, request.AssignedTo == staff);
    }

    private static async Task<IEnumerable<StaffTask>> HoldsAsync(PortalDbContext db, UserId staff, DateTimeOffset now, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var active = await db.Holds.AsNoTracking().Where(hold => hold.ReleasedAt == null && (hold.ConfirmedAt == null || hold.ReleaseAskedBy != null)).OrderBy(hold => hold.PlacedAt).ToListAsync(cancel);
        return
        [
            .. from hold in active
               where hold is { ConfirmedAt: null, ReleaseAskedBy: null } && hold.PlacedBy != staff
               select new StaffTask.HoldToConfirm(hold.UserId, hold.ConfirmBy, hold.ConfirmBy < today),
            .. from hold in active
               where hold.ReleaseAskedBy is { } asked && asked != staff
               select new StaffTask.HoldToRelease(hold.UserId),
        ];
    }

    private static async Task<IEnumerable<StaffTask>> SecondLooksAsync(PortalDbContext db, UserId staff, DateOnly today, CancellationToken cancel)
    {
        var written = await db.PrivacyRequests.AsNoTracking()
            .Where(request => request.EndedAt == null && (request.State == RequestState.Review || (request.ExtensionReason != null && request.ExtendedAt == null))).ToListAsync(cancel);
        return
            from request in written
            where request.ProposedBy != staff && request.AssignedTo != staff
            let isMoreTime = ExtendRequest.IsProposed(request, today)
            where isMoreTime || request.State is RequestState.Review
            orderby request.DueOn, request.Id
            select new StaffTask.SecondLook(request.Id, request.Reference, isMoreTime, request.DueOn, today > request.DueOn);
    }

    private static async Task<IEnumerable<StaffTask>> TellingsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var open = await db.RecipientTasks.AsNoTracking().Where(task => task.ToldAt == null).Select(task => new { task.RequestId, task.CreatedAt }).ToListAsync(cancel);
        var ids = open.Select(task => task.RequestId).Distinct().ToList();
        return
            from request in await db.PrivacyRequests.AsNoTracking().Where(request => ids.Contains(request.Id)).ToListAsync(cancel)
            let since = open.Where(task => task.RequestId == request.Id).Min(task => task.CreatedAt)
            orderby since
            select new StaffTask.Telling(request.Id, request.Reference, now - since > RecipientTasks.Patience);
    }
}
