using System.Buffers.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>Decides the fate of a submitted part, keeps the rate and counts what was accepted; shared by all links.</summary>
internal sealed class SubmitPolicy(SimulatorOptions options, TimeProvider clock)
{
    private const int OffersRefused = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<(long, int), int> _offers = [];
    private long _second = clock.GetTimestamp();
    private int _inSecond;

    public PartCounts Counts { get; } = new();

    /// <summary>The answer to a part, what becomes of it, and its number in its text, from 1.</summary>
    public (SmppStatus Status, Behaviour Behaviour, int Number) Judge(in ShortMessage part)
    {
        var digits = part.Destination.Digits;
        if (!Utf8Parser.TryParse(digits, out long recipient, out var used) || used != digits.Length) return (SmppStatus.InvalidDestination, Behaviour.Rejected, 0);
        if (options.Rate > 0 && IsOverRate()) return (SmppStatus.Throttled, Behaviour.Throttled, 0);

        var number = (part.EsmClass & EsmClass.UserDataHeader) != 0 ? ConcatHeader.Read(part.Message, out _)?.Number ?? 1 : 1;
        var behaviour = ReservedNumbers.Of(digits);
        if (behaviour == Behaviour.Rejected) return (SmppStatus.InvalidDestination, behaviour, number);
        if (behaviour == Behaviour.Throttled && IsRefusedOffer((recipient, number))) return (SmppStatus.Throttled, behaviour, number);

        Counts.Add(recipient, number);
        return (SmppStatus.Ok, behaviour, number);
    }

    private bool IsOverRate()
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_second) >= TimeSpan.FromSeconds(1)) (_second, _inSecond) = (clock.GetTimestamp(), 0);
            return ++_inSecond > options.Rate;
        }
    }

    private bool IsRefusedOffer((long, int) part)
    {
        lock (_lock)
        {
            var offers = _offers.GetValueOrDefault(part) + 1;
            if (offers > OffersRefused) return !_offers.Remove(part);

            _offers[part] = offers;
            return true;
        }
    }
}
