using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// Which message an operator's reference means, for messages awaiting a receipt: 24 bytes each in memory instead of an index of random keys, which halves the rate.
/// Keyed by a hash, so the stored reference is compared before anything is recorded; one operator's references are its own on every link.
/// </summary>
internal sealed class OperatorIdMap
{
    private const int PartBits = 5;
    private const long OfSeveral = 1 << (PartBits - 1);

    private readonly Dictionary<ulong, long> _messages = [];

    public int Count => _messages.Count;

    public void Add(OperatorId id, long message, int part, bool isSingle) =>
        _messages[Hash(id.Span)] = message << PartBits | (uint)part | (isSingle ? 0 : OfSeveral);

    public bool TryTake(OperatorId id, out long message, out int part, out bool isSingle)
    {
        var found = _messages.Remove(Hash(id.Span), out var packed);
        (message, part, isSingle) = (packed >> PartBits, (int)(packed & (OfSeveral - 1)), (packed & OfSeveral) == 0);
        return found;
    }

    // FNV-1a, 64 bits.
    private static ulong Hash(ReadOnlySpan<byte> octets)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in octets) hash = (hash ^ octet) * 1099511628211UL;
        return hash;
    }
}
