using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights;

/// <summary>A folder of sealed files, named by ids of ours and nothing else, each under a key of its own that goes before the file does.</summary>
public abstract class SealedFolder(StorageOptions storage, Vault vault, string name)
{
    protected string Folder { get; } = Path.Combine(storage.DataFolder, name);

    protected Vault Vault { get; } = vault;

    /// <summary>Destroys the key, then the file: whichever is interrupted, nothing can be read.</summary>
    public async Task ForgetAsync(Guid id, CancellationToken cancel)
    {
        await Vault.ShredAsync(Scope.Export(id), id, cancel);
        DeleteFiles(id);
    }

    public void DeleteFiles(Guid id)
    {
        if (!Directory.Exists(Folder)) return;

        foreach (var file in Directory.EnumerateFiles(Folder, $"{id:N}.*")) File.Delete(file);
    }

    public bool Holds(Guid id) => Directory.Exists(Folder) && Directory.EnumerateFiles(Folder, $"{id:N}.*").Any();

    /// <summary>The ids of every file there is.</summary>
    public IReadOnlyList<Guid> Ids() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path).Split('.')[0]).Where(name => Guid.TryParseExact(name, "N", out _)).Select(name => Guid.ParseExact(name, "N")).Distinct()]
            : [];

    protected string Whole(Guid id) => Path.Combine(Folder, $"{id:N}.sealed");
}
