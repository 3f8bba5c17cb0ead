using System.Globalization;
using System.Reflection;
using System.Text.Json;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>What a part costs where. Lists are dated files; the newest one that has begun holds, so a price change is a new file.</summary>
public sealed class PriceList
{
    private static readonly TimeSpan QuoteLife = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock;
    private readonly List<DatedPrices> _lists;

    public PriceList(TimeProvider clock)
    {
        _clock = clock;
        _lists = Read();
    }

    /// <summary>The currency new accounts are kept in.</summary>
    public Currency Currency => Today.Currency;

    private DatedPrices Today
    {
        get
        {
            var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

            // A clock before the first list still needs a price; the first list is the honest answer.
            return _lists.LastOrDefault(list => list.From <= today) ?? _lists[0];
        }
    }

    /// <summary>The price of a part to a country today; null where we do not send.</summary>
    public Price? PriceFor(Country country)
    {
        var list = Today;
        return list.PerPart.TryGetValue(country, out var perPart) ? new Price(country, perPart, list.ChargedPerAttempt.Contains(country)) : null;
    }

    public Price? PriceFor(PhoneNumber number) => number.Country is { } country ? PriceFor(country) : null;

    /// <summary>The price of a whole message, held for ten minutes; null where we do not send.</summary>
    public Quote? QuoteFor(PhoneNumber number, int parts) =>
        PriceFor(number) is { } price ? new Quote(price, parts, price.PerPart * parts, _clock.GetUtcNow() + QuoteLife) : null;

    /// <summary>Every destination with its price, by name, for the price page.</summary>
    public IReadOnlyList<Price> All() =>
        [.. Today.PerPart.Keys.Select(country => PriceFor(country)!).OrderBy(price => price.Country.EnglishName, StringComparer.Ordinal)];

    private static List<DatedPrices> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. from name in assembly.GetManifestResourceNames()
               where name.StartsWith("SmsViro.Core.Billing.Prices.", StringComparison.Ordinal)
               let list = Parse(assembly, name)
               orderby list.From
               select list,
        ];
    }

    private static DatedPrices Parse(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)!;
        using var json = JsonDocument.Parse(file);
        var currency = Currency.Parse(json.RootElement.GetProperty("currency").GetString()!);
        return new DatedPrices(
            DateOnly.ParseExact(json.RootElement.GetProperty("from").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            currency,
            json.RootElement.GetProperty("perPart").EnumerateObject().ToDictionary(
                price => Country.Parse(price.Name), price => Money.Of(decimal.Parse(price.Value.GetString()!, CultureInfo.InvariantCulture), currency)),
            json.RootElement.GetProperty("chargedPerAttempt").EnumerateArray().Select(country => Country.Parse(country.GetString()!)).ToHashSet());
    }

    private sealed record DatedPrices(DateOnly From, Currency Currency, Dictionary<Country, Money> PerPart, HashSet<Country> ChargedPerAttempt);
}

/// <summary>What a part costs to one country.</summary>
/// <param name="Country">The destination.</param>
/// <param name="PerPart">The price of one part, net of tax.</param>
/// <param name="ChargedPerAttempt">True where the network charges even what it does not deliver, so nothing is refunded there.</param>
public sealed record Price(Country Country, Money PerPart, bool ChargedPerAttempt);

/// <summary>What a message will cost if it is sent before <see cref="ValidUntil"/>.</summary>
public sealed record Quote(Price Price, int Parts, Money Total, DateTimeOffset ValidUntil);
