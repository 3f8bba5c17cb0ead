using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PhoneNumbers;

namespace SmsViro.Core.Values;

/// <summary>A dialable number in E.164 ("+447700900118"), at most 15 digits. Its text form is masked: ask <see cref="E164"/> by name.</summary>
public readonly record struct PhoneNumber
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    private readonly string? _e164;

    private PhoneNumber(string e164) => _e164 = e164;

    public string E164 => _e164 ?? throw new InvalidOperationException("A number was never given.");

    /// <summary>The digits as an MSISDN, without the plus, as operators want them.</summary>
    public string Msisdn => E164[1..];

    /// <summary>The country the number belongs to; null for global services. A range its country has not opened yet counts as the calling code's main country.</summary>
    public Country? Country => CountryOf(Parsed);

    /// <summary>"+44": the country calling code with its plus.</summary>
    public string CallingCode => $"+{Parsed.CountryCode.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Spaced for people to read: "+44 7700 900118".</summary>
    public string International => Numbers.Format(Parsed, PhoneNumberFormat.INTERNATIONAL);

    private PhoneNumbers.PhoneNumber Parsed => Numbers.Parse(E164, null);

    /// <summary>Parses what a person typed; national forms are read as <paramref name="home"/>'s. Refuses what no phone could ever have.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, Country home, out PhoneNumber number) => TryRead(text, home, out number, out _);

    /// <summary>The same with the number's country, in one reading: a list of a million is parsed once and not twice.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, Country home, out PhoneNumber number, out Country? country)
    {
        var isNumber = TryRead(text, home, out number, out var parsed);
        country = isNumber ? CountryOf(parsed!) : null;
        return isNumber;
    }

    /// <summary>Takes a stored E.164 value back without parsing it again; wrong shape is a broken machine.</summary>
    public static PhoneNumber FromE164(string e164) =>
        e164 is ['+', >= '1' and <= '9', ..] && e164.Length is >= 4 and <= 16 && e164.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
            ? new PhoneNumber(e164)
            : throw new FormatException("A stored number is not E.164.");

    public override string ToString() => _e164 is { Length: > 3 } e164 ? $"number ending {e164[^3..]}" : "no number";

    private static bool TryRead(string? text, Country home, out PhoneNumber number, out PhoneNumbers.PhoneNumber? parsed)
    {
        (number, parsed) = (default, null);
        if (string.IsNullOrWhiteSpace(text) || text.Length > 64) return false;

        try
        {
            parsed = Numbers.Parse(text, home.Code);

            // Letters are vanity spellings, extensions are desks, and half a number reaches nobody: none is where a text goes.
            if (parsed.HasExtension || HasLetter(text) || Numbers.IsPossibleNumberWithReason(parsed) != PhoneNumberUtil.ValidationResult.IS_POSSIBLE) return false;

            number = new PhoneNumber(Numbers.Format(parsed, PhoneNumberFormat.E164));
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    private static bool HasLetter(string text)
    {
        foreach (var character in text)
            if (char.IsLetter(character)) return true;
        return false;
    }

    private static Country? CountryOf(PhoneNumbers.PhoneNumber parsed) =>
        Values.Country.TryParse(Numbers.GetRegionCodeForNumber(parsed) ?? Numbers.GetRegionCodeForCountryCode(parsed.CountryCode), out var country) ? country : null;
}
