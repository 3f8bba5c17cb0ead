using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>
/// Closes every epoch before the current one: moves its living keys, some thousands a transaction, and after the grace destroys its root key, so that no backup of the
/// key store made before opens anything. Interrupted anywhere, it begins again and goes on with what is left.
/// </summary>
public sealed class CloseEpochs(Vault vault, IKeyStore store, RotationOptions options, TimeProvider clock) : IJobHandler
{
    internal const int KeysInAct = 4_000;

    public static string Kind => "close-epochs";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var current = await vault.Rotation.CurrentEpochAsync(cancel);
        var old = (await store.EpochsAsync(cancel)).Where(epoch => epoch.Epoch < current).ToList();
        if (old.Count == 0) return;

        var total = (await store.CountAsync(cancel)).Where(count => count.Epoch < current && count.State is not KeyState.Destroyed).Sum(count => count.Keys);
        var moved = 0L;
        foreach (var epoch in old.Where(epoch => epoch.Emptied is null))
        {
            await vault.Rotation.CloseEpochAsync(epoch.Epoch, cancel);
            do moved = await MoveAsync(run, epoch.Epoch, current, moved, total, cancel);
            while (!await vault.Rotation.EmptyEpochAsync(epoch.Epoch, cancel));
        }

        // Before the first root key goes every living key is opened once: a store that was damaged is noticed while it can be mended.
        var before = clock.GetUtcNow() - options.Grace;
        var ripe = (await store.EpochsAsync(cancel)).Where(epoch => epoch.Epoch < current && epoch.Emptied <= before).ToList();
        if (ripe.Count > 0) await vault.Rotation.VerifyAsync(cancel);
        foreach (var epoch in ripe) await vault.Rotation.DestroyEpochAsync(epoch.Epoch, cancel);
    }

    private async Task<long> MoveAsync(JobRun run, int from, int to, long moved, long total, CancellationToken cancel)
    {
        uint after = 0;
        while (await vault.Rotation.RewrapAsync(from, to, after, KeysInAct, cancel) is (uint last, var more))
        {
            (after, moved) = (last, moved + more);
            var left = Math.Max(0, total - moved);
            await run.ReportAsync(
                total == 0 ? 1 : (double)moved / total, string.Create(CultureInfo.InvariantCulture, $"Moving keys to epoch {to}: {moved:N0} of {Math.Max(total, moved):N0} done, {left:N0} left"));
        }

        return moved;
    }
}
