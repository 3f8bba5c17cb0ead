using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Manage;

/// <summary>The data map as a reviewed file beside the code. Only a person writes it; a build compares.</summary>
internal static class PrivacyMapCommand
{
    public static Command Entry { get; } = new("privacy-map", "[--write]", "says whether docs/privacy-map.lock.json still tells what is stored; --write writes it anew")
    {
        Alone = given => given switch { [] => Compare(), ["--write"] => Write(), _ => Refuse() },
    };

    private static readonly string Relative = Path.Combine("docs", "privacy-map.lock.json");

    private static int Write()
    {
        if (SourceTree.PathOf(Relative) is not { } path) return Missing();

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, LockFile.Write(PrivacyGate.Map));
        return 0;
    }

    private static int Compare()
    {
        if (SourceTree.PathOf(Relative) is not { } path) return Missing();
        if (File.Exists(path) && File.ReadAllText(path) == LockFile.Write(PrivacyGate.Map)) return 0;

        Console.Error.WriteLine($"{Relative} does not tell what is stored: run manage privacy-map --write and review the difference.");
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
