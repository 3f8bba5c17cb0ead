using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers;

/// <summary>What holds for every record of what our staff sign.</summary>
internal static class StaffDuties
{
    public static Erasure Kept { get; } =
        Erasure.Kept("We must be able to show that the people who handle data are bound and look after it (GDPR Articles 5(2), 17(3)(e) and 28(3)(b))", "3 years after it was signed");

    public static KeptFor ThreeYears { get; } = KeptFor.ForYears(3, "3 years after it was signed");
}
