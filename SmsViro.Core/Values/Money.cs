using System.Globalization;

namespace SmsViro.Core.Values;

/// <summary>An amount in micros (10^-6) of one currency. Arithmetic is checked and never mixes currencies.</summary>
public readonly record struct Money(long Micros, Currency Currency) : IComparable<Money>
{
    public const long MicrosPerUnit = 1_000_000;

    public bool IsZero => Micros == 0;

    public bool IsNegative => Micros < 0;

    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Whole units and micros from a decimal; refuses more than six decimals rather than round.</summary>
    public static Money Of(decimal amount, Currency currency)
    {
        var micros = amount * MicrosPerUnit;
        return micros == decimal.Truncate(micros)
            ? new Money((long)micros, currency)
            : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Money has at most six decimals.");
    }

    public static Money operator +(Money left, Money right) => new(checked(left.Micros + right.MicrosIn(left.Currency)), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.Micros - right.MicrosIn(left.Currency)), left.Currency);

    public static Money operator -(Money money) => new(checked(-money.Micros), money.Currency);

    public static Money operator *(Money money, int times) => new(checked(money.Micros * times), money.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Multiply(Money left, int right) => left * right;

    public static Money Negate(Money item) => -item;

    public int CompareTo(Money other) => Micros.CompareTo(other.MicrosIn(Currency));

    public decimal ToDecimal() => (decimal)Micros / MicrosPerUnit;

    /// <summary>For machines and reports: "12.5 GBP"; pages use Kit's SvMoney.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ToDecimal():0.00####} {Currency.Code}");

    private long MicrosIn(Currency currency) =>
        Currency == currency ? Micros : throw new InvalidOperationException($"{Currency.Code} cannot be mixed with {currency.Code}.");
}
