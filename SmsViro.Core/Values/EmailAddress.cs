using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SmsViro.Core.Values;

/// <summary>A mailbox as its owner wrote it (RFC 5321: local part to 64, whole to 254 characters). Its text form is masked: ask <see cref="Address"/> by name.</summary>
public readonly record struct EmailAddress
{
    private static readonly SearchValues<char> Specials = SearchValues.Create("@<>()[],;:\\\"");

    private readonly string? _address;

    private EmailAddress(string address) => _address = address;

    public string Address => _address ?? throw new InvalidOperationException("An address was never given.");

    /// <summary>The form that two spellings of one mailbox share (NFKC, capitals, ASCII domain); only for blind indexes.</summary>
    public string Canonical => Canonicalise(Address) ?? throw new InvalidOperationException("A parsed address lost its form.");

    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress email)
    {
        email = default;
        var trimmed = text?.Trim();
        if (trimmed is not { Length: >= 3 and <= 254 } || trimmed.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))) return false;

        var at = trimmed.LastIndexOf('@');
        if (at is < 1 or > 64 || at == trimmed.Length - 1 || trimmed.AsSpan(0, at).ContainsAny(Specials)) return false;

        var local = trimmed.AsSpan(0, at);
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        if (Canonicalise(trimmed) is null) return false;

        email = new EmailAddress(trimmed);
        return true;
    }

    public override string ToString() => _address is null ? "no address" : "[e-mail address]";

    private static string? Canonicalise(string address)
    {
        var at = address.LastIndexOf('@');
        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[(at + 1)..].Normalize(NormalizationForm.FormKC));
            var labels = domain.Split('.');
            return labels.All(label => label is { Length: > 0 } and not ['-', ..] and not [.., '-'])
                ? $"{address[..at].Normalize(NormalizationForm.FormKC).ToUpperInvariant()}@{domain.ToUpperInvariant()}"
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
