namespace SmsViro.Core.Encryption;

/// <summary>The boxes in use: at most 4,096, the least recently used leaves first, none stays longer than five minutes.</summary>
internal sealed class BoxCache(TimeProvider clock)
{
    public const int Capacity = 4_096;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<Scope, LinkedListNode<Entry>> _byScope = [];
    private readonly LinkedList<Entry> _byUse = [];
    // By scope: a search over every account lets go of a hundred thousand, and whoever asks for the boxes of one looks at no other.
    private readonly Dictionary<Scope, List<Lent>> _lent = [];
    private long _drops;

    /// <summary>Changes with every drop and every change of keys: who reads keys from the store notes it before and hands it to <see cref="Keep"/>.</summary>
    public long Drops => Interlocked.Read(ref _drops);

    public bool TryGet(Scope scope, out Box box)
    {
        lock (_gate)
        {
            if (_byScope.TryGetValue(scope, out var node) && clock.GetElapsedTime(node.Value.Since) < Life)
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                box = node.Value.Box;
                return true;
            }
        }

        box = null!;
        return false;
    }

    /// <summary>Keeps a box and answers the one to use: another's, if that came first; null if a scope was dropped since <paramref name="drops"/> was read.</summary>
    public Box? Keep(Box box, long drops)
    {
        lock (_gate)
        {
            if (drops != _drops)
                return null;

            if (_byScope.TryGetValue(box.Scope, out var node))
            {
                if (clock.GetElapsedTime(node.Value.Since) < Life && !node.Value.Box.IsClosed)
                    return node.Value.Box;

                Forget(node);
            }

            _byScope[box.Scope] = _byUse.AddFirst(new Entry(box, clock.GetTimestamp()));
            if (_byScope.Count > Capacity)
                Forget(_byUse.Last!);

            return box;
        }
    }

    /// <summary>Forgets a scope and wipes its boxes, those too that the cache had let go of and someone still holds.</summary>
    public void Drop(Scope scope)
    {
        List<Box> dropped = [];
        lock (_gate)
        {
            Interlocked.Increment(ref _drops);
            if (_byScope.TryGetValue(scope, out var node))
                Forget(node);

            dropped.AddRange(LentOf(scope));
            _lent.Remove(scope);
        }

        // Outside the lock: wiping waits for the seals under way.
        dropped.ForEach(box => box.Wipe());
    }

    /// <summary>Lets go of every box whose time is up and answers all that are still in somebody's hands.</summary>
    public IReadOnlyList<Box> Sweep()
    {
        lock (_gate)
        {
            foreach (var node in _byScope.Values.Where(node => clock.GetElapsedTime(node.Value.Since) >= Life).ToList())
                Forget(node);

            List<Box> alive = [.. _byUse.Select(entry => entry.Box)];
            foreach (var (scope, lent) in _lent)
            {
                lent.RemoveAll(one => !one.Box.TryGetTarget(out _));
                alive.AddRange(LentOf(scope));
                if (lent.Count == 0)
                    _lent.Remove(scope);
            }

            return alive;
        }
    }

    /// <summary>The boxes of a scope, in the cache or in somebody's hands; what is being read from the store meanwhile is read again.</summary>
    public IReadOnlyList<Box> Of(Scope scope)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _drops);
            List<Box> boxes = [];
            if (_byScope.TryGetValue(scope, out var node))
                boxes.Add(node.Value.Box);

            boxes.AddRange(LentOf(scope));
            return boxes;
        }
    }

    /// <summary>
    /// Has the collector look for boxes the cache let go of, whose keys it then wipes: in a portal where nothing happens it would not come by itself.
    /// One that was found in use once is left to its holder.
    /// </summary>
    public void Collect()
    {
        lock (_gate)
        {
            var collections = GC.CollectionCount(GC.MaxGeneration);
            if (!_lent.Values.Any(some => some.Exists(lent => lent.Collections == collections)))
                return;
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Optimized, blocking: false);
    }

    /// <summary>Wipes everything.</summary>
    public void Clear()
    {
        foreach (var box in Sweep())
            Drop(box.Scope);
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        _byScope.Remove(node.Value.Box.Scope);
        _byUse.Remove(node);
        var scope = node.Value.Box.Scope;
        if (!_lent.TryGetValue(scope, out var lent))
            _lent[scope] = lent = [];

        lent.Add(new(new(node.Value.Box), GC.CollectionCount(GC.MaxGeneration)));
    }

    private IEnumerable<Box> LentOf(Scope scope)
    {
        foreach (var lent in _lent.GetValueOrDefault(scope, []))
        {
            if (lent.Box.TryGetTarget(out var box))
                yield return box;
        }
    }

    private readonly record struct Entry(Box Box, long Since);

    /// <summary>A box let go of, and how often the collector had come by then.</summary>
    private sealed record Lent(WeakReference<Box> Box, int Collections);
}
