using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Notices;

internal sealed class NoticesActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "service-mail",
            Purpose = "Write to you about your account: confirmations, changes, answers to your requests",
            Basis = LawfulBasis.Contract,
            About = [Whose.Customers, Whose.Staff],
            Uses = [Category.Notices],
            Retention = "30 days after it was sent",
            Recipients = ["Your mail provider, and the mail servers on the way to it"],
        },
    ];
}
