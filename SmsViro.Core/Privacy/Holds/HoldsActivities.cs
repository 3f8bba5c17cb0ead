using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy.Holds;

internal sealed class HoldsActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "holds",
            Purpose = "Keep single items that a legal claim or a law needs, although the rest is erased",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Recipients],
            Uses = [Category.Holds],
            Retention = "Until the hold is released; that there was one, 3 years after it was released",
        },
    ];
}
