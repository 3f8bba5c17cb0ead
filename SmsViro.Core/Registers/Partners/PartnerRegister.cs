using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Registers.Partners;

/// <summary>The companies that receive data for us, and whether the agreements that bind them are in force (GDPR Article 28(3)).</summary>
public sealed class PartnerRegister(IEnumerable<Partner> partners, RightsOptions options, TimeProvider clock)
{
    /// <summary>So many days before an agreement ends somebody of ours is asked to see to it.</summary>
    public const int DaysAhead = 60;

    private DateOnly Today => StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);

    /// <summary>Partners whose agreement ends within <see cref="DaysAhead"/> days or has ended, the first to end first.</summary>
    public IReadOnlyList<Partner> Ending => [.. partners.Where(partner => partner.AgreementEndsOn <= Today.AddDays(DaysAhead)).OrderBy(partner => partner.AgreementEndsOn)];

    /// <summary>True when the last day of its agreement is past.</summary>
    public bool HasEnded(Partner partner) => partner.AgreementEndsOn < Today;

    /// <summary>Why the portal may not start: nothing is handed to a company that no agreement binds. Null when it may.</summary>
    public string? Problem => partners.FirstOrDefault(HasEnded) is { } ended
        ? string.Create(
            CultureInfo.GetCultureInfo("en-GB"),
            $"The agreement with {ended.Name} ended on {ended.AgreementEndsOn:d MMMM yyyy}, so it may receive nothing: renew it and set AgreedOn, AgreementAt and AgreementEndsOn, or take its section out.")
        : null;
}
