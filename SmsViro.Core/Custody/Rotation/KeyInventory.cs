using System.Globalization;
using System.Text;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>The list of keys that ISO/IEC 27001 A.8.24 asks for, as CSV: every root, epoch and data key there ever was, what it is for and when it lived. It holds no key and no name.</summary>
public sealed class KeyInventory(IKeyStore store, RotationOptions options)
{
    private const int KeysInPage = 1_000;

    public async Task WriteAsync(Stream to, CancellationToken cancel)
    {
        await using var csv = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await csv.WriteLineAsync("level,key,scope,purpose,algorithm,state,wrapped by,created,retired,destroyed,replaced at,values sealed");
        foreach (var epoch in await store.EpochHistoryAsync(cancel))
        {
            var state = epoch switch { { Destroyed: not null } => "Destroyed", { Emptied: not null } => "Empty", { Closed: not null } => "Closing", _ => "Active" };
            var due = epoch.Emptied is { } emptied ? emptied + options.Grace : KeyRotation.EndOf(epoch.Epoch);
            var dates = $"{Time(epoch.Created)},{Time(epoch.Closed)},{Time(epoch.Destroyed)},{Time(due)}";
            await csv.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"root,root {epoch.Epoch},,wraps the key of its epoch,as its provider says,{state},the provider,{dates},"));
            await csv.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"epoch,epoch {epoch.Epoch},,wraps data keys,AES-256-GCM,{state},root {epoch.Epoch},{dates},"));
        }

        for (uint after = 0; await store.ListAsync(after, KeysInPage, cancel) is [.., var last] page; after = last.Id)
        {
            foreach (var key in page) await csv.WriteLineAsync(Line(key));
        }
    }

    private string Line(KeyFacts key)
    {
        var isIndex = key.Scope.Text.StartsWith("index/", StringComparison.Ordinal);
        DateTimeOffset? due = key.State is not KeyState.Active ? null
            : KeyScopes.IsReindexed(key.Scope) ? key.Created + options.IndexKeyAge
            : KeyScopes.IsResealed(key.Scope) ? key.Created + options.DataKeyAge
            : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"data,{key.Id},{key.Scope},{(isIndex ? "blind indexes" : "personal values")},{(isIndex ? "HMAC-SHA-256" : "AES-256-GCM")},{key.State},epoch {key.Epoch},{Time(key.Created)},{Time(key.Retired)},{Time(key.Destroyed)},{Time(due)},{key.Seals}");
    }

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
