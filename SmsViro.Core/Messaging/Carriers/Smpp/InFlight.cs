namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>
/// The unanswered parts of one connection, found by sequence number without a lock: one thread adds (the sender, under its lock), one takes (the link's).
/// A slot's sequence is written last and cleared last, so it is never seen half filled.
/// </summary>
internal sealed class InFlight
{
    private const uint LastSequence = 0x7FFFFFFF;

    private readonly Slot[] _slots;
    private readonly int _window;
    private uint _next = 1;
    private int _count;

    public InFlight(int window)
    {
        _window = window;
        // Far more slots than the window: a part answered late rarely stands in the way of a new one.
        _slots = new Slot[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, window * 8))];
    }

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => Count >= _window;

    /// <summary>A number for a request that is not a part.</summary>
    public uint NextSequence()
    {
        var sequence = _next;
        _next = sequence == LastSequence ? 1 : sequence + 1;
        return sequence;
    }

    /// <summary>Keeps a key under the next number whose slot is free; ask <see cref="IsFull"/> first.</summary>
    public uint Add(PartKey key, long at)
    {
        while (true)
        {
            var sequence = NextSequence();
            ref var slot = ref SlotOf(sequence);
            if (Volatile.Read(ref slot.Sequence) != 0) continue;

            slot.Key = key;
            slot.At = at;
            Interlocked.Increment(ref _count);
            Volatile.Write(ref slot.Sequence, sequence);
            return sequence;
        }
    }

    public bool TryTake(uint sequence, out PartKey key)
    {
        ref var slot = ref SlotOf(sequence);
        key = default;
        if (sequence == 0 || Volatile.Read(ref slot.Sequence) != sequence) return false;

        key = slot.Key;
        Volatile.Write(ref slot.Sequence, 0);
        Interlocked.Decrement(ref _count);
        return true;
    }

    /// <summary>When the part that waits longest was taken, or null when none waits.</summary>
    public long? Oldest()
    {
        if (Count == 0) return null;

        long? oldest = null;
        foreach (ref var slot in _slots.AsSpan())
        {
            if (Volatile.Read(ref slot.Sequence) != 0 && !(slot.At >= oldest)) oldest = slot.At;
        }

        return oldest;
    }

    public void TakeAll(List<PartKey> keys)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (TryTake(slot.Sequence, out var key)) keys.Add(key);
        }
    }

    private ref Slot SlotOf(uint sequence) => ref _slots[sequence & (uint)(_slots.Length - 1)];

    private struct Slot
    {
        public uint Sequence;
        public PartKey Key;
        public long At;
    }
}
