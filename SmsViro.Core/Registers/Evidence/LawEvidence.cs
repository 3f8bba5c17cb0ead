using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Which law the portal keeps, and what it has told people of it.</summary>
internal sealed class LawEvidence(DataMap map, PrivacyPolicy policy, RightsOptions options) : IEvidenceSource
{
    private const int MonthsOfRequest = 3;

    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        // A request that comes today may be answered as late as in three months: by then its holidays are needed.
        var calendar = HolidayCalendar.Of(options.SeatZone);
        var last = calendar.Years.DefaultIfEmpty(0).Max();
        var law = options.Jurisdiction switch
        {
            Jurisdiction.UnitedKingdom => "the United Kingdom",
            Jurisdiction.EuropeanUnion => "the European Union",
        };
        var version = policy.Current;
        var people = await moment.Db.PolicyNotices.Where(notice => notice.Version == version.Number).Select(notice => notice.UserId).Distinct().CountAsync(cancel);
        return
        [
            new(
                Controls.Law,
                last == 0 ? EvidenceState.NoneYet : moment.Today.AddMonths(MonthsOfRequest).Year > last ? EvidenceState.Overdue : EvidenceState.Shown,
                [
                    $"Dates are computed by the law of {law}",
                    last == 0 ? "No calendar of holidays for this seat: only weekends are left out" : $"Calendar of holidays {calendar.Place}, until the end of {last}",
                    $"{EvidenceWords.Said(map.Activities.Count)} purposes, each with its ground",
                ]),
            new(
                Controls.Obligations,
                people == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
                [
                    $"Version {version.Number} of the privacy policy, with {EvidenceWords.Said(version.Clauses.Count())} promises, holds since {EvidenceWords.Said(version.From)}",
                    $"People of whom is recorded that they were shown it: {EvidenceWords.Said(people)}",
                ]),
        ];
    }
}
