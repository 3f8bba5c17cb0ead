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
            Retention = "3 years after our answer; the copy itself 7 days; the note of an archive 1 year after you brought it",
        },
        new()
        {
            Id = "recipients",
            Purpose = "Let people who were texted prove their number, see who wrote to them, and ask",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Recipients],
            Uses = [Category.RecipientRequests],
            Retention = "A visit 1 day; a request 3 years after its answer, its number and words 30 days",
            Recipients = ["The sender a question is for: the number and the question", "The mobile operator that delivers the code: the number and the text"],
        },
    ];
}
