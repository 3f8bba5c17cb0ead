using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy;

internal sealed class ConsentActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "choices",
            Purpose = "Keep to what you agreed to, objected to or had restricted, and be able to show it",
            Basis = LawfulBasis.LegalObligation,
            Uses = [Category.Choices],
            Retention = "3 years after the choice ended",
        },
        new()
        {
            Id = "product-news",
            Purpose = "Write to you about new features, once you have agreed to it",
            Basis = LawfulBasis.Consent,
            Uses = [Category.Profile],
            Retention = "Until you take your consent back",
            Recipients = ["Your mail provider, and the mail servers on the way to it"],
        },
    ];
}
