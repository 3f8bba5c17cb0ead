using System.Globalization;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Recipients;

/// <summary>The numbers of a campaign, parsed, told apart and priced: ten bytes a number, so that a million fit where a page fits.</summary>
internal sealed class RecipientList
{
    private const int Chunk = 4_096;

    private readonly List<ulong> _numbers = [];
    private readonly List<byte> _rates = [];
    private readonly List<Price> _prices = [];
    private readonly int _parts;

    private RecipientList(int parts, Currency currency) => (_parts, Price) = (parts, Money.Zero(currency));

    public RecipientCounts Counts { get; private set; }

    /// <summary>Of all parts to all numbers.</summary>
    public Money Price { get; private set; }

    public bool IsTooLong => _numbers.Count > Message.MostInBatch;

    /// <summary>Digits without the plus.</summary>
    public ulong Number(int at) => _numbers[at];

    public long PriceOf(int at) => _prices[_rates[at]].PerPart.Micros * _parts;

    public bool IsRefundable(int at) => !_prices[_rates[at]].ChargedPerAttempt;

    /// <summary>Reads every line, on all cores, keeping their order; stops where no campaign could hold more.</summary>
    public static RecipientList Read(IEnumerable<string> lines, Country home, PriceList prices, SilentNumbers silent, int parts, CancellationToken cancel)
    {
        var list = new RecipientList(parts, prices.Currency);
        var rates = new Rates(list._prices, prices);
        var known = new HashSet<ulong>();
        var read = new (bool IsNumber, ulong Digits, Country? Country, bool IsSilent)[Chunk];
        foreach (var chunk in lines.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            Parallel.For(0, Environment.ProcessorCount, worker =>
            {
                for (var at = worker; at < chunk.Length; at += Environment.ProcessorCount)
                    read[at] = PhoneNumber.TryParse(chunk[at], home, out var number, out var country)
                        ? (true, ulong.Parse(number.E164.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture), country, silent.Has(number.E164))
                        : default;
            });
            for (var at = 0; at < chunk.Length; at++) list.Take(read[at], known, rates);
            if (list.IsTooLong) break;
        }

        return list;
    }

    private void Take((bool IsNumber, ulong Digits, Country? Country, bool IsSilent) line, HashSet<ulong> known, Rates rates)
    {
        if (!line.IsNumber) Counts = Counts with { NotNumbers = Counts.NotNumbers + 1 };
        else if (!known.Add(line.Digits)) Counts = Counts with { Twice = Counts.Twice + 1 };
        else if (line.IsSilent) Counts = Counts with { OptedOut = Counts.OptedOut + 1 };
        else if (line.Country is not { } country || rates.Find(country) is not { } rate) Counts = Counts with { NoPrice = Counts.NoPrice + 1 };
        else
        {
            _numbers.Add(line.Digits);
            _rates.Add(rate);
            Price += _prices[rate].PerPart * _parts;
            Counts = Counts with { Accepted = Counts.Accepted + 1 };
        }
    }

    /// <summary>The prices met so far, a number each; asked once a country, so one campaign has one price list.</summary>
    private sealed class Rates(List<Price> met, PriceList prices)
    {
        private readonly Dictionary<Country, byte?> _byCountry = [];

        public byte? Find(Country country)
        {
            if (_byCountry.TryGetValue(country, out var known)) return known;
            if (prices.PriceFor(country) is not { } price) return _byCountry[country] = null;

            met.Add(price);
            return _byCountry[country] = (byte)(met.Count - 1);
        }
    }
}
