using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>The core is a house: a folder may lean on the floors beneath it, never on its own floor or a higher one.</summary>
public class FloorsTests
{
    private static readonly string[][] Floors =
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
        ["Support"],
    ];

    private static readonly string Core = Path.GetFullPath(Path.Combine(ThisFile(), "../../../SmsViro.Core"));

    // A floor's name used as a namespace: "SmsViro.Core.Billing.Ledger", "using SmsViro.Core.Billing;" or "Billing.Ledger".
    private static readonly Regex Mention = new(
        $@"(?:(?<=SmsViro\.Core\.)|(?<![\w.]))({string.Join('|', Floors.SelectMany(folders => folders))})(?=;|\.[A-Z])");

    [Fact]
    public void Every_folder_has_a_floor() =>
        Assert.All(Directory.GetDirectories(Core), folder => Assert.True(FloorOf(Path.GetFileName(folder)) >= 0, folder));

    [Fact]
    public void No_folder_leans_sideways_or_upwards() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Core, file)
            let folder = path.Split(Path.DirectorySeparatorChar)[0]
            where path != folder && !path.Split(Path.DirectorySeparatorChar).Contains("Migrations")
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from Match mention in Mention.Matches(line)
            where mention.Value != folder && FloorOf(mention.Value) >= FloorOf(folder)
            select $"{path} leans on {mention.Value}");

    private static int FloorOf(string folder) => Array.FindIndex(Floors, folders => folders.Contains(folder));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
