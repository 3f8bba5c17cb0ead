using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers;

/// <summary>Something a register wants of one of our staff.</summary>
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

    /// <summary>The agreement with a company that receives data ends soon, or has ended; then the portal will not start again.</summary>
    public sealed record PartnerAgreement(string Partner, DateOnly EndsOn, bool IsLate) : StaffTask;
}

/// <summary>What the registers want of whoever comes to the desk; nothing for anybody but staff.</summary>
public sealed class TasksForStaff(IDbContextFactory<PortalDbContext> contexts, ReviewCalendar reviews, BreachBoard breaches, PartnerRegister partners, TimeProvider clock)
{
    public async Task<IReadOnlyList<StaffTask>> RunAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return [];

        var now = clock.GetUtcNow();
        var waiting = await db.AuthorityRequests.AsNoTracking()
            .Where(request => request.State == AuthorityState.Asked && request.PreservedAt != null && request.LoggedBy != staff).OrderBy(request => request.Id).Select(request => request.Id).ToListAsync(cancel);
        return
        [
            .. from review in await reviews.DueAsync(db, cancel) where review.IsOverdue select new StaffTask.Review(review.Kind, review.DueOn),
            .. from open in await breaches.OpenAsync(db, cancel) select new StaffTask.OpenBreach(open.Breach.Id, open.Title, open.Clocks.Any(running => running.IsOverdue(now))),
            .. from request in waiting select new StaffTask.Agreement(request),
            .. from partner in partners.Ending select new StaffTask.PartnerAgreement(partner.Name, partner.AgreementEndsOn, partners.HasEnded(partner)),
        ];
    }
}
