namespace SmsViro.Portal.Tests.Architecture;

/// <summary>The house: which folder of the core stands on which floor.</summary>
internal static class Floors
{
    private static readonly string[][] Plan =
    [
        ["Values"],
        ["Encryption", "Documents"],
        ["PersonalData"],
        ["Storage"],
        ["Jobs"],
        ["Auditing"],
        ["Notices", "Custody"],
        ["Privacy"],
        ["Accounts"],
        ["Billing"],
        ["Messaging"],
        ["Rights"],
        ["Support", "Registers"],
    ];

    public static IEnumerable<string> Folders => Plan.SelectMany(folders => folders);

    /// <summary>The number of the floor, from 0; -1 for a folder that has none.</summary>
    public static int Of(string folder) => Array.FindIndex(Plan, folders => folders.Contains(folder));

    public static bool MayLean(string folder, string on) => folder == on || Of(on) < Of(folder);
}
