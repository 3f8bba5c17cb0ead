using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts;

internal sealed class AccountsActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "former-details",
            Purpose = "Let you see and undo a change of your details that you did not make",
            Basis = LawfulBasis.LegitimateInterests,
            Uses = [Category.FormerDetails],
            Retention = "12 months after you changed them",
        },
        new()
        {
            Id = "sessions",
            Purpose = "Keep you signed in, show you where, and keep others out",
            Basis = LawfulBasis.Contract,
            Uses = [Category.SignIn],
            Retention = "Until 30 days after a session or a link ends",
        },
    ];
}
