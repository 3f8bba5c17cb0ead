using System.Collections.Concurrent;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>
/// Counts what was done under a key, at most so often in a window that opens with the first. In memory and by keyed digest, because it is about
/// addresses nobody here may own: a list of them must not be stored.
/// </summary>
internal sealed class FewTries(TimeProvider clock, int most, TimeSpan window)
{
    // A flood of invented addresses must not fill the memory; forgetting early costs an attacker's own tries only.
    private const int MostKeys = 10_000;

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>False when the key has used its tries up.</summary>
    public bool TryTake(string key)
    {
        var now = clock.GetUtcNow();
        if (_tries.Count >= MostKeys) Forget(now);

        var tries = _tries.AddOrUpdate(
            key,
            _ => new Tries(1, now + window),
            (_, known) => known.Until <= now ? new Tries(1, now + window) : known with { Count = known.Count + 1 });
        return tries.Count <= most;
    }

    /// <summary>Who did what the tries were for has them all again.</summary>
    public void GiveBack(string key) => _tries.TryRemove(key, out _);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, tries) in _tries)
            if (tries.Until <= now) _tries.TryRemove(key, out _);
        if (_tries.Count >= MostKeys) _tries.Clear();
    }

    private readonly record struct Tries(int Count, DateTimeOffset Until);
}
