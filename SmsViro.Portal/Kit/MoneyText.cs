using System.Globalization;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Kit;

/// <summary>
/// How money is written: never rounded; two decimals always, up to four when they count, six when the micros need it.
/// From one unit up the digits after the second are <see cref="Fine"/>, shown smaller.
/// </summary>
/// <param name="Main">Sign, currency, units and the first decimals: "−£90.28".</param>
/// <param name="Fine">The smaller digits after them: "80", or empty.</param>
public readonly record struct MoneyText(string Main, string Fine)
{
    private const char Minus = '\u2212';
    private const int MicrosPerUnit = (int)Money.MicrosPerUnit;

    /// <summary>The whole amount on one line, for labels and buttons: "−£90.2880".</summary>
    public string Plain => Main + Fine;

    public static MoneyText Of(Money money, bool withPlus = false)
    {
        // Through Int128 because the most negative amount has no positive twin of 64 bits.
        var micros = money.IsNegative ? (ulong)-(Int128)money.Micros : (ulong)money.Micros;
        var fraction = (int)(micros % MicrosPerUnit);
        var digits = fraction.ToString("D6", CultureInfo.InvariantCulture);
        var kept = fraction % 10_000 == 0 ? digits[..2] : fraction % 100 == 0 ? digits[..4] : digits;
        var units = (micros / MicrosPerUnit).ToString("N0", CultureInfo.InvariantCulture);
        var sign = money.IsNegative ? Minus.ToString() : withPlus && !money.IsZero ? "+" : "";
        var split = micros >= MicrosPerUnit ? 2 : kept.Length;
        return new($"{sign}{SymbolOf(money.Currency)}{units}.{kept[..split]}", kept[split..]);
    }

    // A currency without a sign of its own here is named by its code: the reader must never guess which dollar.
    private static string SymbolOf(Currency currency) => currency.Code switch
    {
        "GBP" => "£",
        "EUR" => "€",
        var code => code + "\u00a0",
    };
}
