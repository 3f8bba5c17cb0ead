using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights;

internal sealed class RightsActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "rights",
            Purpose = "Answer what you ask of us about your data, and be able to show that we did",
            Basis = LawfulBasis.LegalObligation,
            Uses = [Category.Requests],
            Retention = "3 years after our answer; the copy itself 7 days",
        },
    ];
}
