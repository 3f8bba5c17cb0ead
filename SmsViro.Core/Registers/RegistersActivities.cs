using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers;

internal sealed class RegistersActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "authorities",
            Purpose = "Answer authorities when a law obliges us, and be able to show that no more left than was asked for",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Recipients],
            Uses = [Category.AuthorityRequests],
            Retention = "3 years after it was closed; what was preserved until it is handed over, at most 30 days after it was agreed to",
            Recipients = ["The authority that asks: the fields its order names"],
        },
        new()
        {
            Id = "breaches",
            Purpose = "Document breaches of security, and tell authorities and people of them in time",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Recipients, Whose.Staff],
            Uses = [Category.Breaches],
            Retention = "3 years after it was closed",
            Recipients = ["The authorities that must be told: what happened, its effects and measures"],
        },
        new()
        {
            Id = "security-alerts",
            Purpose = "Notice misuse: unusually many look-ups or exports, and passwords that somebody guesses",
            Basis = LawfulBasis.LegitimateInterests,
            About = [Whose.Customers, Whose.Staff],
            Interest = "whoever misuses the access of our staff or guesses a password reaches what you and the people you write to entrusted to us; what is counted is recorded anyway, and an alert holds a kind, times and a count",
            Objection = "You object by writing to us: a person weighs your reasons and answers; the watching goes on meanwhile, because it also protects everybody else (Article 21(1))",
            Uses = [Category.SecurityAlerts],
            Retention = "12 months after it was closed",
        },
        new()
        {
            Id = "staff-duties",
            Purpose = "Bind our staff to confidentiality and have them review what protects data",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Staff],
            Uses = [Category.StaffDuties],
            Retention = "3 years after it was signed",
        },
    ];
}
