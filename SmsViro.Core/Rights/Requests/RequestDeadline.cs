using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>A question that moved the dates of its request: from which day to which, and how many days it added.</summary>
public sealed record CountedPause(DateOnly Asked, DateOnly Answered, int Days);

/// <summary>Applies the statutory clock to one request and all that happened to it.</summary>
public static class RequestDeadline
{
    public static StatutoryDates Of(PrivacyRequest request, IEnumerable<Clarification> questions, RightsOptions options) => Of(request, PausesOf(questions, options), options);

    /// <summary>The questions that moved the dates, oldest first, each with the days it added; none under a law by which the month goes on.</summary>
    public static IReadOnlyList<CountedPause> PausesCounted(PrivacyRequest request, IEnumerable<Clarification> questions, RightsOptions options)
    {
        var pauses = PausesOf(questions, options);
        return
        [
            .. from nth in Enumerable.Range(0, pauses.Count)
               let added = Of(request, [.. pauses.Take(nth + 1)], options).Target.DayNumber - Of(request, [.. pauses.Take(nth)], options).Target.DayNumber
               where added > 0
               select new CountedPause(pauses[nth].Asked, pauses[nth].Answered, added),
        ];
    }

    private static StatutoryDates Of(PrivacyRequest request, IReadOnlyList<ClockPause> pauses, RightsOptions options)
    {
        var seat = options.SeatZone;
        return StatutoryClock.For(new ClockFacts(request.ReceivedAt, seat, request.Jurisdiction, HolidayCalendar.Of(seat))
        {
            Pauses = pauses,
            Identity = request is { IdentityAskedAt: { } asked, IdentityProvidedAt: { } provided } ? new IdentityCheck(asked, provided) : null,
        });
    }

    private static List<ClockPause> PausesOf(IEnumerable<Clarification> questions, RightsOptions options) =>
    [
        .. from question in questions
           orderby question.AskedAt
           let answered = question.AnsweredAt
           where answered is not null && !question.IsTakenBack
           select new ClockPause(StatutoryClock.DayAt(question.AskedAt, options.SeatZone), StatutoryClock.DayAt(answered.Value, options.SeatZone)),
    ];

    /// <summary>Takes part in an act that changed what the clock depends on.</summary>
    internal static StatutoryDates Set(PortalDbContext db, PrivacyRequest request, RightsOptions options)
    {
        var stored = db.Clarifications.Where(question => question.RequestId == request.Id).ToList();
        var dates = Of(request, stored.Union(db.Clarifications.Local.Where(question => question.RequestId == request.Id)), options);
        (request.DueOn, request.Calendar) = (request.IsExtended ? dates.ExtendedDue : dates.Due, dates.Calendar);
        return dates;
    }
}
