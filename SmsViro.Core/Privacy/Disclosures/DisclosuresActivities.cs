using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy.Disclosures;

internal sealed class DisclosuresActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "disclosures",
            Purpose = "Tell you what an authority received about you, as soon as the law lets us",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Recipients],
            Uses = [Category.Disclosures],
            Retention = "3 years after we told you",
        },
    ];
}
