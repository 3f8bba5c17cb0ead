using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Core.Rights.Register;

/// <summary>The tables of the privacy policy as the declarations write them now; a version keeps them as they were.</summary>
public static class PolicyTables
{
    /// <summary>The headings under which pages look for them.</summary>
    public const string Purposes = "purposes";
    public const string Stored = "stored";
    public const string Cookies = "cookies";

    public static IReadOnlyList<PolicyTable> Of(DataMap map, IEnumerable<PolicyCookie> cookies) =>
    [
        new PolicyTable(
            Purposes, "Why we use what, and until when", null, ["Purpose", "About", "What", "Ground", "Until", "Who receives it"],
            [
                .. map.Activities.Select(activity => (IReadOnlyList<string>)
                [
                    activity.Purpose, string.Join(", ", activity.About.Select(RegisterWords.Of)), RegisterWords.Categories(activity), RightsWords.Ground(activity), activity.Retention,
                    RegisterWords.Recipients(activity),
                ]),
            ]),
        new PolicyTable(
            Stored, "What we store", "By category; texts, names, numbers and addresses are sealed", ["Category", "What", "Where it comes from", "When you ask for erasure"],
            [
                .. from category in Category.All
                   let columns = map.Columns.Where(column => column.IsPersonal && column.Category == category).ToList()
                   where columns.Count > 0
                   select (IReadOnlyList<string>)
                   [
                       category.Name, string.Join(", ", columns.Select(column => column.Label).Distinct()), string.Join(", ", columns.Select(column => RightsWords.Of(column.Origin)).Distinct()),
                       FateOf(columns),
                   ],
            ]),
        new PolicyTable(
            Cookies, "Cookies", "Only for what you ask of this site; nothing on these pages is loaded from anybody else, so nobody learns that you opened them", ["Cookie", "What for", "How long"],
            [.. cookies.Select(cookie => (IReadOnlyList<string>)[cookie.Name, cookie.Purpose, cookie.Lasts])]),
    ];

    private static string FateOf(IReadOnlyList<ColumnDeclaration> columns)
    {
        var kept = columns.Where(column => column.Erasure.Fate is Fate.Kept).Select(column => $"{column.Erasure.Ground}. Until: {column.Erasure.Until}").Distinct().ToList();
        var goes = columns.Any(column => column.Erasure.Fate is not Fate.Kept);
        return (goes, kept) switch
        {
            (_, []) => "Goes",
            (true, _) => $"Goes, except what stays: {string.Join("; ", kept)}",
            (false, _) => $"Stays: {string.Join("; ", kept)}",
        };
    }
}
