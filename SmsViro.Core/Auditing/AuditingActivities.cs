using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Auditing;

internal sealed class AuditingActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "oversight",
            Purpose = "Record who looked at your data and why, so that you and the authority can check it",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Staff],
            Uses = [Category.Oversight],
            Retention = AuditTrail.Kept.Words,
        },
    ];
}
