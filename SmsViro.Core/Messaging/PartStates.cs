namespace SmsViro.Core.Messaging;

/// <summary>What became of one part.</summary>
public enum PartState
{
    /// <summary>Not answered yet.</summary>
    Waiting = 0,
    Accepted = 1,
    Delivered = 2,
    Undelivered = 3,
    Expired = 4,
    Rejected = 5,
    Unknown = 6,
}

/// <summary>The states of up to sixteen parts in one number, four bits each, the first part lowest.</summary>
public readonly record struct PartStates(long Bits)
{
    private const int Width = 4;
    private const long Mask = (1 << Width) - 1;

    public PartState this[int part] => (PartState)(Bits >> (part * Width) & Mask);

    public PartStates With(int part, PartState state) => new((Bits & ~(Mask << (part * Width))) | (long)state << (part * Width));

    public static PartStates All(int parts, PartState state)
    {
        var all = default(PartStates);
        for (var part = 0; part < parts; part++) all = all.With(part, state);
        return all;
    }

    public bool Has(PartState state, int parts)
    {
        for (var part = 0; part < parts; part++)
            if (this[part] == state) return true;
        return false;
    }

    /// <summary>The message's state when its parts are so: one lost part loses the text, and it has arrived when all have.</summary>
    public DeliveryState Whole(int parts) =>
        Has(PartState.Rejected, parts) ? DeliveryState.Rejected
        : Has(PartState.Undelivered, parts) ? DeliveryState.Undelivered
        : Has(PartState.Expired, parts) ? DeliveryState.Expired
        : Has(PartState.Unknown, parts) ? DeliveryState.Unknown
        : Has(PartState.Waiting, parts) ? DeliveryState.Submitting
        : Has(PartState.Accepted, parts) ? DeliveryState.Sent
        : DeliveryState.Delivered;
}
