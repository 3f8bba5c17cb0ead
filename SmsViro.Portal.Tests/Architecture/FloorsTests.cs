using System.Text.RegularExpressions;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>The core is a house: a folder may lean on the floors beneath it, never on its own floor or a higher one. Read from the source.</summary>
public class FloorsTests
{
    // A floor's name used as a namespace: "SmsViro.Core.Billing.Ledger", "using SmsViro.Core.Billing;" or "Billing.Ledger".
    private static readonly Regex Mention = new(
        $@"(?:(?<=SmsViro\.Core\.)|(?<![\w.]))({string.Join('|', Floors.Folders)})(?=;|\.[A-Z])");

    [Fact]
    public void Every_folder_has_a_floor() =>
        Assert.All(Directory.GetDirectories(Tree.Core), folder => Assert.True(Floors.Of(Path.GetFileName(folder)) >= 0, folder));

    [Fact]
    public void No_folder_leans_sideways_or_upwards() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Tree.Core, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Tree.Core, file)
            let folder = path.Split(Path.DirectorySeparatorChar)[0]
            where path != folder && !path.Split(Path.DirectorySeparatorChar).Contains("Migrations")
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from Match mention in Mention.Matches(line)
            where !Floors.MayLean(folder, mention.Value)
            select $"{path} leans on {mention.Value}");
}
