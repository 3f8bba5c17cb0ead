using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Applies the statutory clock to one request and all that happened to it.</summary>
public static class RequestDeadline
{
    public static StatutoryDates Of(PrivacyRequest request, IEnumerable<Clarification> questions, RightsOptions options)
    {
        var seat = options.SeatZone;
        return StatutoryClock.For(new ClockFacts(request.ReceivedAt, seat, request.Jurisdiction, HolidayCalendar.Of(seat))
        {
            Pauses =
            [
                .. from question in questions
                   let answered = question.AnsweredAt
                   where answered is not null
                   select new ClockPause(StatutoryClock.DayAt(question.AskedAt, seat), StatutoryClock.DayAt(answered.Value, seat)),
            ],
            Identity = request is { IdentityAskedAt: { } asked, IdentityProvidedAt: { } provided } ? new IdentityCheck(asked, provided) : null,
        });
    }

    /// <summary>Takes part in an act that changed what the clock depends on.</summary>
    internal static StatutoryDates Set(PortalDbContext db, PrivacyRequest request, RightsOptions options)
    {
        var stored = db.Clarifications.Where(question => question.RequestId == request.Id).ToList();
        var dates = Of(request, stored.Union(db.Clarifications.Local.Where(question => question.RequestId == request.Id)), options);
        (request.DueOn, request.Calendar) = (request.IsExtended ? dates.ExtendedDue : dates.Due, dates.Calendar);
        return dates;
    }
}
