using System.Globalization;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Retention;

namespace SmsViro.Portal.Staff;

/// <summary>How holds and runs of the retention are said.</summary>
internal static class RetentionWords
{
    public static string Of(HoldGround ground) => ground switch
    {
        HoldGround.LegalClaim => "A legal claim (Article 17(3)(e))",
        HoldGround.LegalObligation => "A law or an order (Article 17(3)(b))",
    };

    public static string Of(RetentionRun run) => run switch
    {
        { Failed: true } => "Did not finish; tried again",
        { Over: var over, Forgotten: var forgotten } when over != forgotten => $"{Count(over)} counted before",
        _ => "As counted before",
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
