using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Manage;

/// <summary>What the build runs after compiling: every breach becomes a build error naming its column. Touches no key, port or data, and only reads the lock file.</summary>
internal static class GateCommand
{
    public const string Word = "--privacy-gate";

    /// <summary>The exit code when the build asked, null when somebody else started the program.</summary>
    public static int? Run(string[] args, TextWriter console)
    {
        if (args is not [Word, var lockFile]) return null;

        var breaches = PrivacyGate.Breaches().ToList();
        if (!File.Exists(lockFile) || File.ReadAllText(lockFile).ReplaceLineEndings("\n") != LockFile.Write(PrivacyGate.Map))
            breaches.Add("PRIV007: docs/privacy-map.lock.json does not tell what is stored; run `manage privacy-map --write` and review the difference.");

        // The form in which MSBuild knows an error: origin, kind, code, words.
        foreach (var breach in breaches) console.WriteLine($"SmsViro.Core : error {breach}");
        return breaches.Count == 0 ? 0 : 1;
    }
}
