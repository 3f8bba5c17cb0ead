using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Billing;

internal sealed class BillingActivities : ActivityBook
{
    public static Erasure KeptForTax { get; } = Erasure.Kept(
        "Tax law asks us to keep payment records: amounts and times, without names, numbers or texts (GDPR Article 17(3)(b))",
        "Six years after the year it was booked");

    public static KeptFor SixYears { get; } = KeptFor.ForYearsAfterItsOwn(6, "Six years after the year it was booked");

    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "billing",
            Purpose = "Charge for messages, keep your balance and the records tax law asks for",
            Basis = LawfulBasis.LegalObligation,
            Uses = [Category.Billing],
            Retention = "Six years after the year it was booked, and while you have an account",
        },
    ];
}
