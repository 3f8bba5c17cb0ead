using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Replaces data keys that are old or worn: seals anew what they hold, wherever the model says a sealed value may lie, and destroys them when the database holds none.</summary>
public sealed class ReplaceDataKeys(ReplaceKeys replace, SealedValues values, Vault vault, RotationOptions options) : IJobHandler
{
    /// <summary>So many keys a walk: their ids stand in the question to the database.</summary>
    private const int KeysInWalk = 500;

    public static string Kind => "replace-data-keys";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var retiring = await replace.PrepareAsync(KeyScopes.IsResealed, options.DataKeyAge, run, cancel);
        var damaged = 0L;
        for (var first = 0; first < retiring.Count; first += KeysInWalk)
        {
            var walk = retiring.Skip(first).Take(KeysInWalk).ToDictionary(key => key.Key.Id);
            var (total, keysLeft) = (await values.CountAsync(walk.Keys, cancel), retiring.Count - first);
            var sealedAnew = await values.ResealAsync(
                walk.Keys,
                (written, column) => run.ReportAsync(
                    (first + KeysInWalk * (double)written / Math.Max(1, total)) / retiring.Count,
                    string.Create(CultureInfo.InvariantCulture, $"{column.Declaration.Path}: {Math.Max(0, total - written):N0} values left under {keysLeft:N0} keys")),
                cancel);
            damaged += sealedAnew.Damaged;
            foreach (var (key, settled) in walk.Values.Where(key => key.Settled))
            {
                // Asked of the database itself, for every column there is: what is not found there is nowhere.
                if (await values.CountAsync([key.Id], cancel) == 0) await vault.Rotation.DestroyAsync(key.Scope, key.Id, cancel);
            }
        }

        if (damaged > 0)
            throw new KeysException(string.Create(CultureInfo.InvariantCulture, $"{damaged:N0} values do not open under the key they name; that key is kept. Compare the database with its newest backup."));
    }
}
