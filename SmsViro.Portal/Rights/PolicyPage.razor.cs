using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>The privacy policy: nine statements in plain words, and tables that the register of columns writes.</summary>
public sealed partial class PolicyPage(PrivacyPolicy policy, DataMap map, IEnumerable<Partner> partners, RightsOptions options)
{
    private readonly PolicyVersion _version = policy.Current;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    // A bare fragment would lead to the site's first page, where its base lies.
    private static string Here(string part) => $"{Urls.PrivacyPolicy}#{part}";

    private IEnumerable<ColumnDeclaration> Of(Category category) => map.Columns.Where(column => column.IsPersonal && column.Category == category);

    private string Fate(Category category)
    {
        var kept = Of(category).Where(column => column.Erasure.Fate is Core.PersonalData.Fate.Kept).Select(column => $"{column.Erasure.Ground}. Until: {column.Erasure.Until}").Distinct().ToList();
        var goes = Of(category).Any(column => column.Erasure.Fate is not Core.PersonalData.Fate.Kept);
        return (goes, kept) switch
        {
            (_, []) => "Goes",
            (true, _) => $"Goes, except what stays: {string.Join("; ", kept)}",
            (false, _) => $"Stays: {string.Join("; ", kept)}",
        };
    }
}
