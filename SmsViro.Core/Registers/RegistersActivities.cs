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
            Purpose = "Keep what is entrusted to us safe and notice a breach of it: unusually many look-ups or exports, and passwords that somebody guesses (GDPR Articles 32 and 33)",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Customers, Whose.Staff],
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
