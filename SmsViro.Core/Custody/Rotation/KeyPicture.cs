using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>All keys as staff see them: ages, states and counts, never a key.</summary>
/// <param name="Epochs">Newest first.</param>
/// <param name="Counts">Keys by kind of scope, state and epoch.</param>
/// <param name="DataKeysDue">Data keys the next run would replace.</param>
/// <param name="IndexKeysDue">Index keys the next run would replace.</param>
/// <param name="Works">The three rotations as they last ran or run.</param>
public sealed record KeyPicture(
    IReadOnlyList<EpochLine> Epochs, IReadOnlyList<KeyCount> Counts, int DataKeysDue, int IndexKeysDue, IReadOnlyDictionary<Rotation, Job?> Works);

/// <summary>One epoch.</summary>
/// <param name="Row">What the key store knows of it.</param>
/// <param name="Living">Living keys wrapped in it.</param>
/// <param name="IsCurrent">New keys are wrapped in it.</param>
/// <param name="EndsAt">When the next one begins, for the current one; when its root key may go, for an empty one.</param>
public sealed record EpochLine(EpochRow Row, long Living, bool IsCurrent, DateTimeOffset? EndsAt);

/// <summary>The three ways to replace keys.</summary>
public enum Rotation
{
    Epoch = 1,
    DataKeys,
    IndexKeys,
}

/// <summary>Reads the picture for the page of keys.</summary>
public sealed class ReadKeys(IKeyStore store, ReplaceKeys replace, JobQueue jobs, RotationOptions options, TimeProvider clock)
{
    public async Task<KeyPicture> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var history = await store.EpochHistoryAsync(cancel);
        var counts = await store.CountAsync(cancel);
        var newest = history is [.., var last] ? last.Epoch : 0;
        return new KeyPicture(
            [.. history.Reverse().Select(row => new EpochLine(
                row,
                counts.Where(count => count.Epoch == row.Epoch && count.State is not KeyState.Destroyed).Sum(count => count.Keys),
                row.Epoch == newest,
                row switch
                {
                    { Destroyed: not null } => null,
                    { Emptied: { } emptied } => emptied + options.Grace,
                    _ when row.Epoch == newest => KeyRotation.EndOf(row.Epoch),
                    _ => null,
                }))],
            counts,
            (await replace.DueAsync(KeyScopes.IsResealed, now - options.DataKeyAge, cancel)).Count,
            (await replace.DueAsync(KeyScopes.IsReindexed, now - options.IndexKeyAge, cancel)).Count,
            new Dictionary<Rotation, Job?>
            {
                [Rotation.Epoch] = await jobs.LatestAsync<CloseEpochs>(cancel),
                [Rotation.DataKeys] = await jobs.LatestAsync<ReplaceDataKeys>(cancel),
                [Rotation.IndexKeys] = await jobs.LatestAsync<ReplaceIndexKeys>(cancel),
            });
    }
}
