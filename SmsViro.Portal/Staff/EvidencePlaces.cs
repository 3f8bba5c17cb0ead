using SmsViro.Core.Registers.Evidence;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Staff;

/// <summary>Where the figures of a control can be looked at one by one.</summary>
internal static class EvidencePlaces
{
    public static (string Text, string Href) Of(EvidencePlace place) => place switch
    {
        EvidencePlace.DataMap => ("Data map", Urls.StaffDataMap),
        EvidencePlace.Requests => ("Requests", Urls.StaffRequests),
        EvidencePlace.Retention => ("Retention", Urls.StaffRetention),
        EvidencePlace.Keys => ("Keys", Urls.StaffKeys),
        EvidencePlace.Trail => ("Audit trail", Urls.StaffAudit),
        EvidencePlace.Breaches => ("Breaches", Urls.StaffBreaches),
        EvidencePlace.Reviews => ("Reviews", Urls.StaffReviews),
        EvidencePlace.Policy => ("Privacy policy", Urls.PrivacyPolicy),
        EvidencePlace.Promises => ("Promises", Urls.Promises),
        EvidencePlace.Security => ("Security", Urls.StaffSecurity),
    };

    /// <summary>Whether the page is there for this person: two are for administrators alone.</summary>
    public static bool IsFor(PortalRole role, EvidencePlace place) => role is PortalRole.Admin || place is not (EvidencePlace.Keys or EvidencePlace.Security);

    /// <summary>Tone and shape of a state.</summary>
    public static (Kit.Tone Tone, Kit.Icon Icon) Of(EvidenceState state) => state switch
    {
        EvidenceState.Shown => (Kit.Tone.Good, Kit.Icons.Check),
        EvidenceState.Overdue => (Kit.Tone.Bad, Kit.Icons.Clock),
        EvidenceState.NoneYet => (Kit.Tone.Doubt, Kit.Icons.Hourglass),
        EvidenceState.DoesNotHold => (Kit.Tone.Bad, Kit.Icons.OctagonAlert),
    };
}
