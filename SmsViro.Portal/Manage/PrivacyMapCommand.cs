using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights.Register;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>The data map as a reviewed file beside the code. Only a person writes it; a build compares.</summary>
internal static class PrivacyMapCommand
{
    public static Command Entry { get; } = new("privacy-map", "[--write]", "says whether docs/privacy-map.lock.json and the tables of the newest privacy policy still tell what is stored; --write writes them anew")
    {
        Alone = given => given switch { [] => Compare(), ["--write"] => Write(), _ => Refuse() },
    };

    private static readonly string Relative = Path.Combine("docs", "privacy-map.lock.json");

    private static int Write()
    {
        if (SourceTree.PathOf(Relative) is not { } path) return Missing();

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, LockFile.Write(PrivacyGate.Map));
        if (TablesAreCurrent()) return 0;

        File.WriteAllText(SourceTree.PathOf(NewestTables)!, PrivacyPolicy.Write(PolicyTables.Of(PrivacyGate.Map, SiteCookies.All)));
        Console.WriteLine($"{NewestTables} was written anew. If that version was shown to people, undo it and begin a version with a new date: its digest is pinned by a test.");
        return 0;
    }

    // Beside the words of the version, under their name.
    private static string NewestTables =>
        Path.Combine("SmsViro.Core", "Privacy", "Policy", PrivacyPolicy.Written[^1].From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + PrivacyPolicy.TablesEnd);

    private static bool TablesAreCurrent() => PrivacyPolicy.Write(PrivacyPolicy.Written[^1].Tables) == PrivacyPolicy.Write(PolicyTables.Of(PrivacyGate.Map, SiteCookies.All));

    private static int Compare()
    {
        if (SourceTree.PathOf(Relative) is not { } path) return Missing();
        if (File.Exists(path) && File.ReadAllText(path) == LockFile.Write(PrivacyGate.Map) && TablesAreCurrent()) return 0;

        Console.Error.WriteLine($"{Relative} or the newest policy\u2019s tables do not tell what is stored: run manage privacy-map --write and review the difference.");
        return 1;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine("manage privacy-map takes --write and nothing else.");
        return 1;
    }

    private static int Missing()
    {
        Console.Error.WriteLine("manage privacy-map runs inside the source tree.");
        return 1;
    }
}
