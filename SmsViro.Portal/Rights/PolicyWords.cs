using System.Globalization;

namespace SmsViro.Portal.Rights;

/// <summary>How the policy's days are said.</summary>
internal static class PolicyWords
{
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
