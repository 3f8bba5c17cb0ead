using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Replaces index keys that are old: computes every digest anew from the value it stands for. Whoever looks something up meanwhile looks under both keys.</summary>
public sealed class ReplaceIndexKeys(ReplaceKeys replace, IndexedValues values, Vault vault, RotationOptions options) : IJobHandler
{
    public static string Kind => "replace-index-keys";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var retiring = await replace.PrepareAsync(KeyScopes.IsReindexed, options.IndexKeyAge, run, cancel);
        if (retiring.Count == 0) return;

        var total = await values.CountAsync(cancel);
        var unreadable = await values.ReindexAsync(
            retiring.Select(key => key.Key.Scope).ToHashSet(),
            (seen, column) => run.ReportAsync(
                (double)seen / Math.Max(1, total), string.Create(CultureInfo.InvariantCulture, $"{column.Declaration.Path}: {Math.Max(0, total - seen):N0} rows left, {retiring.Count:N0} keys")),
            cancel);

        // A walk that began after nobody could compute with the old key any more has seen every digest there is.
        foreach (var (key, settled) in retiring)
            if (settled && !unreadable.Contains(key.Scope)) await vault.Rotation.DestroyAsync(key.Scope, key.Id, cancel);

        if (unreadable.Count > 0)
            throw new KeysException(string.Create(CultureInfo.InvariantCulture, $"In {unreadable.Count:N0} scopes a value does not open, so its digest could not be made; their old index keys are kept. Compare the database with its newest backup."));
    }
}
