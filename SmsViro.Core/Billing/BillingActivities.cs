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
            Purpose = "Charge for messages and keep your balance",
            Basis = LawfulBasis.Contract,
            Uses = [Category.Billing],
            Retention = "While you have an account",
        },
        new()
        {
            Id = "bookkeeping",
            Purpose = "Keep the payment records that tax law asks for: amounts and times",
            Basis = LawfulBasis.LegalObligation,
            Uses = [Category.Billing],
            Retention = "Six years after the year it was booked",
        },
    ];
}
