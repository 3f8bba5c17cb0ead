using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>One request as a page shows it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Dates">Its clock.</param>
/// <param name="Steps">Oldest first.</param>
/// <param name="Copy">The file of a copy.</param>
/// <param name="Work">The job behind it, while there is one.</param>
/// <param name="Answers">What the stores said to an erasure.</param>
/// <param name="BeginsByItself">True for an erasure that waits for nobody of ours and begins within the hour.</param>
public sealed record RequestView(
    PrivacyRequest Request, StatutoryDates Dates, IReadOnlyList<RequestEvent> Steps, CopyFile? Copy, Job? Work, IReadOnlyList<StoreAnswer> Answers, bool BeginsByItself)
{
    /// <summary>True for an erasure that has not begun and waits for no answer of hers.</summary>
    public bool IsAhead => Request is { Kind: RequestKind.Erasure, StartedAt: null, HasEnded: false } && AskedOn is null && IdentityUntil is null;

    /// <summary>The questions that moved its dates.</summary>
    public IReadOnlyList<CountedPause> Pauses { get; init; } = [];

    /// <summary>The day we asked what waits for her answer; null while no question is open.</summary>
    public DateOnly? AskedOn { get; init; }

    /// <summary>True while more time is proposed and waits for a second person.</summary>
    public bool IsMoreTimeProposed { get; init; }

    /// <summary>The day on which it lapses unless she has shown that it is hers; null while nobody asks.</summary>
    public DateOnly? IdentityUntil { get; init; }
}

/// <summary>A line of the staff's list; it names nobody.</summary>
public sealed record RequestLine(Guid Id, string Reference, RequestKind Kind, RequestState State, DateOnly DueOn, DateTimeOffset ReceivedAt, DateTimeOffset? GraceUntil, AccountId Account, bool IsRipe, UserId? AssignedTo, int DaysLeft, bool IsExtended, DateOnly Target)
{
    public bool HasEnded => RequestMachine.IsEnd(State);

    /// <summary>True while more time is proposed and waits for a second person.</summary>
    public bool IsMoreTimeProposed { get; init; }

    /// <summary>Past the day we set ourselves.</summary>
    public bool IsPastTarget { get; init; }

    /// <summary>True while something of it waits for a second person: its answer, or more time.</summary>
    public bool NeedsSecondLook => State is RequestState.Review || IsMoreTimeProposed;

    /// <summary>Past the day the law sets.</summary>
    public bool IsOverdue => !HasEnded && DaysLeft < 0;
}

/// <summary>Reads requests, for their sender and for staff.</summary>
public sealed class RequestBoard(IDbContextFactory<PortalDbContext> contexts, JobQueue jobs, RightsOptions options, TimeProvider clock)
{
    /// <summary>So many of hers are on a page; a copy has all.</summary>
    public const int MostShown = 50;

    /// <summary>Her requests, those that still run before those that ended, each the newest first.</summary>
    public async Task<IReadOnlyList<RequestView>> OfAsync(Customer customer, CancellationToken cancel)
    {
        List<PrivacyRequest> requests;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            requests = await db.PrivacyRequests.AsNoTracking().Where(request => request.UserId == customer.User)
                .OrderBy(request => request.EndedAt != null).ThenByDescending(request => request.ReceivedAt).Take(MostShown).ToListAsync(cancel);

        var views = new List<RequestView>();
        foreach (var request in requests) views.Add(await ViewAsync(request, cancel));
        return views;
    }

    /// <summary>Those of hers that go on when she answers us, and an erasure she can still take back, the oldest first.</summary>
    public async Task<IReadOnlyList<RequestView>> WaitingForAsync(Customer customer, CancellationToken cancel)
    {
        List<PrivacyRequest> requests;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            requests = await db.PrivacyRequests.AsNoTracking()
                .Where(request => request.UserId == customer.User && (request.State == RequestState.IdentityPending || request.State == RequestState.ClarificationPending
                    || (request.Kind == RequestKind.Erasure && request.StartedAt == null && request.EndedAt == null)))
                .OrderBy(request => request.ReceivedAt).Take(MostShown).ToListAsync(cancel);

        var views = new List<RequestView>();
        foreach (var request in requests) views.Add(await ViewAsync(request, cancel));
        return views;
    }

    /// <summary>One request of hers; null when it is not hers or nobody's.</summary>
    public async Task<RequestView?> FindAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id && request.UserId == customer.User, cancel) is { } request
            ? await ViewAsync(request, cancel)
            : null;
    }

    /// <summary>Every request, open ones first and nearest due date first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<RequestLine>?> ForStaffAsync(UserId staff, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = StatutoryClock.DayAt(now, options.SeatZone);
        var calendar = HolidayCalendar.Of(options.SeatZone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var requests = await db.PrivacyRequests.AsNoTracking().OrderByDescending(request => request.ReceivedAt).Take(500).ToListAsync(cancel);
        var ids = requests.Where(request => !request.HasEnded).Select(request => request.Id).ToList();
        var questions = (await db.Clarifications.AsNoTracking().Where(question => ids.Contains(question.RequestId)).ToListAsync(cancel)).ToLookup(question => question.RequestId);
        return
        [
            .. requests.OrderBy(request => request.HasEnded).ThenBy(request => request.HasEnded ? default : request.DueOn).ThenByDescending(request => request.EndedAt)
                .Select(request => LineOf(request, RequestDeadline.Of(request, questions[request.Id], options).Target)),
        ];

        RequestLine LineOf(PrivacyRequest request, DateOnly target) =>
            new(request.Id, request.Reference, request.Kind, request.State, request.DueOn, request.ReceivedAt, request.GraceUntil, request.AccountId, request.IsRipe(now), request.AssignedTo, Left(request), request.IsExtended, target)
            {
                IsMoreTimeProposed = ExtendRequest.IsProposed(request, today),
                IsPastTarget = today > target,
            };

        // Below zero by calendar days: a date that passed on a Sunday has passed.
        int Left(PrivacyRequest request) => today > request.DueOn ? request.DueOn.DayNumber - today.DayNumber : calendar.WorkingDays(today, request.DueOn);
    }

    /// <summary>Whom a request is about, so that a door to her can be opened; null for anybody but staff.</summary>
    public async Task<DataSubject?> SubjectOfAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        return await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id, cancel) is { } request
            ? new DataSubject(request.UserId, request.AccountId)
            : null;
    }

    /// <summary>One request for a member of staff who has been let in; null when it is not the person's the grant is for.</summary>
    public async Task<RequestView?> ForStaffAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        return await FindAsync(new Customer(grant.Subject.User, grant.Subject.Account), id, cancel);
    }

    private async Task<RequestView> ViewAsync(PrivacyRequest request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var steps = await db.RequestEvents.AsNoTracking().Where(step => step.RequestId == request.Id).OrderBy(step => step.At).ThenBy(step => step.Step).ToListAsync(cancel);
        var copy = await db.CopyFiles.AsNoTracking().SingleOrDefaultAsync(copy => copy.Id == request.Id, cancel);
        var answers = await db.StoreAnswers.AsNoTracking().Where(answer => answer.RequestId == request.Id).OrderBy(answer => answer.At).ToListAsync(cancel);
        var questions = await db.Clarifications.AsNoTracking().Where(question => question.RequestId == request.Id).ToListAsync(cancel);
        var work = request.Kind switch
        {
            RequestKind.Copy or RequestKind.Portability => await jobs.FindAsync<AssembleCopy>(request.Id, cancel),
            RequestKind.Erasure => await jobs.FindAsync<EraseAccount>(request.Id, cancel),
            RequestKind.Rectification or RequestKind.Restriction or RequestKind.Objection or RequestKind.Complaint or RequestKind.DecisionReview => null,
        };
        var now = clock.GetUtcNow();
        return new RequestView(request, RequestDeadline.Of(request, questions, options), steps, copy, work, answers, request.Kind is RequestKind.Erasure && BeginRipeErasures.BeginsByItself(db, request, now))
        {
            Pauses = RequestDeadline.PausesCounted(request, questions, options),
            AskedOn = request.HasEnded ? null : questions.Where(question => question.AnsweredAt is null).Select(question => (DateOnly?)StatutoryClock.DayAt(question.AskedAt, options.SeatZone)).FirstOrDefault(),
            IsMoreTimeProposed = ExtendRequest.IsProposed(request, StatutoryClock.DayAt(now, options.SeatZone)),
            IdentityUntil = request is { State: RequestState.IdentityPending, IdentityAskedAt: { } doubted } ? StatutoryClock.DayAt(doubted + AskIdentity.Patience, options.SeatZone) : null,
        };
    }
}
