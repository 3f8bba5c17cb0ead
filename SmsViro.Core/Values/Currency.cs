using System.Diagnostics.CodeAnalysis;

namespace SmsViro.Core.Values;

/// <summary>A currency by its ISO 4217 code, three capital letters.</summary>
public readonly record struct Currency
{
    private readonly string? _code;

    private Currency(string code) => _code = code;

    public static Currency Gbp { get; } = new("GBP");

    public static Currency Eur { get; } = new("EUR");

    public string Code => _code ?? throw new InvalidOperationException("A currency was never given.");

    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException("A currency is three capital letters (ISO 4217).");

    public static bool TryParse([NotNullWhen(true)] string? code, out Currency currency)
    {
        var valid = code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);
        currency = valid ? new Currency(code!) : default;
        return valid;
    }

    public override string ToString() => Code;
}
