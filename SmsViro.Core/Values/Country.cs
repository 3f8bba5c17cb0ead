using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SmsViro.Core.Values;

/// <summary>A country or territory by its ISO 3166-1 alpha-2 code.</summary>
public readonly record struct Country
{
    private readonly string? _code;

    private Country(string code) => _code = code;

    public static Country UnitedKingdom { get; } = new("GB");

    public string Code => _code ?? throw new InvalidOperationException("A country was never given.");

    public string EnglishName
    {
        get
        {
            try
            {
                return new RegionInfo(Code).EnglishName;
            }
            catch (ArgumentException)
            {
                // A territory the culture data does not know is still a valid destination.
                return Code;
            }
        }
    }

    public static Country Parse(string code) =>
        TryParse(code, out var country) ? country : throw new FormatException("A country is two capital letters (ISO 3166-1).");

    public static bool TryParse([NotNullWhen(true)] string? code, out Country country)
    {
        var valid = code is { Length: 2 } && code.All(char.IsAsciiLetterUpper);
        country = valid ? new Country(code!) : default;
        return valid;
    }

    public override string ToString() => Code;
}
