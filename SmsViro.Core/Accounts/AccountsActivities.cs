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
            About = [Whose.Customers, Whose.Staff],
            Interest = "whoever takes over an account changes its address first; the old value shows it and lets it be undone, is read by nobody else, and is yours to be rid of",
            Objection = "You object in the privacy centre, and the former values are deleted at once",
            Uses = [Category.FormerDetails],
            Retention = "12 months after you changed them",
        },
        new()
        {
            Id = "sessions",
            Purpose = "Keep you signed in and show you where",
            Basis = LawfulBasis.Contract,
            About = [Whose.Customers, Whose.Staff],
            Uses = [Category.SignIn],
            Retention = "Until 30 days after a session or a link ends",
        },
        new()
        {
            Id = "sign-in-security",
            Purpose = "Keep others out of your account: count wrong passwords, remember which browsers signed in, ask again before what cannot be undone",
            Basis = LawfulBasis.LegitimateInterests,
            About = [Whose.Customers, Whose.Staff],
            Interest = "without it a guessed password opens what you and the people you write to entrusted to us; a browser's name and the times of wrong passwords are little, are used for nothing else, and leave after 30 days and after 12 months",
            Objection = "You object by writing to us: a person weighs your reasons and answers; the counting goes on meanwhile, because it also protects the people you write to (Article 21(1)). Where we agree nothing of it is recorded any more, and tries count in memory for ten minutes alone",
            Uses = [Category.SignIn],
            Retention = "Until 30 days after a session or a link ends; a wrong password 12 months after it was typed",
        },
    ];
}
