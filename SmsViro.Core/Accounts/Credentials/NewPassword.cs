using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>
/// A password fit to be set: 8 to 128 characters and not one that everybody tries first (OWASP ASVS 6.2). It need not mix
/// capitals, digits and signs: such rules make people write "Password1!".
/// </summary>
public readonly record struct NewPassword
{
    public const int Shortest = 8;
    public const int Longest = 128;

    private static readonly FrozenSet<string> Common = Read();

    private readonly string? _text;

    private NewPassword(string text) => _text = text;

    internal string Text => _text ?? throw new InvalidOperationException("A password was never given.");

    /// <summary>Judges a password of <paramref name="email"/>'s owner. It is kept as typed, to the last blank.</summary>
    public static bool TryParse(string? text, EmailAddress email, out NewPassword password, [NotNullWhen(false)] out PasswordFlaw? flaw)
    {
        flaw = FlawOf(text ?? "", email.Address[..email.Address.LastIndexOf('@')]);
        password = flaw is null ? new NewPassword(text!) : default;
        return flaw is null;
    }

    public override string ToString() => "password";

    private static PasswordFlaw? FlawOf(string text, string localPart)
    {
        if (text.Length < Shortest) return PasswordFlaw.TooShort;
        if (text.Length > Longest) return PasswordFlaw.TooLong;

        var plain = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (Common.Contains(plain) || Common.Contains(StemOf(plain)) || plain.Distinct().Count() < 3) return PasswordFlaw.Common;

        return StemOf(plain) is var stem && (stem.Contains("smsviro", StringComparison.Ordinal) || IsMostly(stem, localPart.ToLowerInvariant()))
            ? PasswordFlaw.AboutYou
            : null;
    }

    // "Summer2026!" is summer to whoever guesses.
    private static string StemOf(string plain) =>
        plain.TrimEnd([.. "0123456789!?.*#$@-_ "]) is { Length: > 3 } stem ? stem : plain;

    private static bool IsMostly(string stem, string word) => word.Length >= 4 && stem.Contains(word, StringComparison.Ordinal) && word.Length * 2 >= stem.Length;

    private static FrozenSet<string> Read()
    {
        using var list = Assembly.GetExecutingAssembly().GetManifestResourceStream("SmsViro.Core.Accounts.Credentials.common-passwords.txt")!;
        using var reader = new StreamReader(list);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>Why a password cannot be set.</summary>
public enum PasswordFlaw
{
    TooShort,
    TooLong,

    /// <summary>Everybody's first guess, or three letters over and over.</summary>
    Common,

    /// <summary>Made of her own address or of our name.</summary>
    AboutYou,
}
