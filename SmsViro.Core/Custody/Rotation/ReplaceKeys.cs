using System.Buffers.Binary;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>
/// What replacing data keys and replacing index keys have in common. A key that is due gets a follower, which takes over once every process knows it; what the
/// old key holds is moved; and when nothing can be on its way with it any more and nothing is left under it, it is destroyed. Where each key stands is written in
/// the key store and nowhere else, so that whoever is interrupted begins again and goes on.
/// </summary>
public sealed class ReplaceKeys(Vault vault, IKeyStore store, RotationOptions options, TimeProvider clock)
{
    private const int KeysInPage = 1_000;

    /// <summary>(1) Announce followers  (2) Let them take over  (3) Answer the keys that retire, each with whether it may be destroyed once it is empty</summary>
    internal async Task<IReadOnlyList<(KeyFacts Key, bool Settled)>> PrepareAsync(Func<Scope, bool> ours, TimeSpan age, JobRun run, CancellationToken cancel)
    {
        // :: Step 1: Announce followers.
        var due = await DueAsync(ours, AskedFor(run.About) ?? clock.GetUtcNow() - age, cancel);
        for (var at = 0; at < due.Count; at++)
        {
            await vault.Rotation.AnnounceAsync(due[at].Scope, cancel);
            await run.ReportAsync((double)at / due.Count, $"Making new keys: {due.Count - at - 1} left");
        }

        // :: Step 2: Let them take over, when every process knows them.
        var next = (await store.RotatingAsync(cancel)).Where(key => key.State is KeyState.Next && ours(key.Scope)).ToList();
        if (next.Count > 0)
        {
            var wait = next.Max(key => key.Created) + KeyRotation.Announced - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
            foreach (var key in next) await vault.Rotation.PromoteAsync(key.Scope, cancel);
        }

        // :: Step 3: Answer the keys that retire.
        var before = clock.GetUtcNow() - options.Settle;
        return [.. (await store.RotatingAsync(cancel)).Where(key => key.State is KeyState.Retiring && ours(key.Scope)).Select(key => (key, key.Retired <= before))];
    }

    /// <summary>The id of a run that a person asks for: it replaces every key made until now, also when it is begun again later.</summary>
    public Guid AskedForNow() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The keys made before an instant, and those worn.</summary>
    internal async Task<IReadOnlyList<KeyFacts>> DueAsync(Func<Scope, bool> ours, DateTimeOffset before, CancellationToken cancel)
    {
        var due = new List<KeyFacts>();
        for (uint after = 0; await store.DueAsync(before, KeyRotation.WornAfter, after, KeysInPage, cancel) is [.., var last] page; after = last.Id)
            due.AddRange(page.Where(key => ours(key.Scope)));
        return due;
    }

    // The first 48 bits of such an id are the milliseconds of its making; the sweep's own id is empty.
    private static DateTimeOffset? AskedFor(Guid about)
    {
        if (about == Guid.Empty) return null;

        var bytes = about.ToByteArray(bigEndian: true);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }
}
