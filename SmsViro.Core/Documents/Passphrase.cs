using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SmsViro.Core.Documents;

/// <summary>
/// What opens a locked paper: at least 12 characters, because whoever has the file can try as fast as his machines allow, and at most 127 bytes,
/// which is what the format holds. Prepared as RFC 4013 wants it, so that two keyboards that make the same word make the same passphrase.
/// </summary>
public sealed class Passphrase
{
    public const int Shortest = 12;

    private const int MostBytes = 127;

    private readonly byte[] _bytes;

    private Passphrase(byte[] bytes) => _bytes = bytes;

    public static bool TryParse(string? text, [NotNullWhen(true)] out Passphrase? passphrase)
    {
        passphrase = null;
        if (text is null || text.Length > 4 * MostBytes || Prepare(text) is not { } prepared || new StringInfo(prepared).LengthInTextElements < Shortest) return false;

        var bytes = Encoding.UTF8.GetBytes(prepared);
        if (bytes.Length > MostBytes) return false;

        passphrase = new(bytes);
        return true;
    }

    /// <summary>Never the words themselves.</summary>
    public override string ToString() => "passphrase";

    /// <summary>The bytes a lock is made of.</summary>
    internal ReadOnlySpan<byte> RevealForLocking() => _bytes;

    // SASLprep: spaces of every kind are one, what nobody sees is nothing, compatible forms are one; what cannot be typed is refused.
    private static string? Prepare(string text)
    {
        var mapped = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune)) return null;

            at += rune.Utf16SequenceLength;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned: return null;
                case UnicodeCategory.SpaceSeparator: mapped.Append(' '); break;
                case UnicodeCategory.Format: break;
                default: mapped.Append(Unicode.Characters.IsSilent(rune.Value) ? "" : rune.ToString()); break;
            }
        }

        return mapped.ToString().Normalize(NormalizationForm.FormKC);
    }
}
