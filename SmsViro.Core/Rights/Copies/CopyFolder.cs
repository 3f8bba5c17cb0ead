using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The sealed files of copies, named by ids of ours and nothing else.</summary>
public sealed class CopyFolder(StorageOptions storage, Vault vault) : SealedFolder(storage, vault, "exports")
{
    private static Field SpoolField { get; } = new("export.spool");

    /// <summary>Writes a copy through <paramref name="write"/>; it stands under its name only once it is whole and on the disk.</summary>
    /// <returns>The length of what was written, before sealing.</returns>
    public async Task<long> WriteAsync(CopyFile copy, Func<Stream, Task> write, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        DeleteSpools(copy.Id);
        var box = await Vault.OpenAsync(copy.Scope, cancel);
        var part = Part(copy.Id);
        long length;
        await using (var file = Create(part))
        {
            await using (var closed = box.SealStream(file, CopyFile.Field, copy.Id, leaveOpen: true))
            {
                await using var counted = new CountedStream(closed);
                await write(counted);
                length = counted.Written;
                await closed.CompleteAsync(cancel);
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, Whole(copy.Id), overwrite: true);
        return length;
    }

    /// <summary>A sealed file for what has to wait while a copy is written; it is gone once it is disposed of, or with the copy.</summary>
    internal async Task<Spool> OpenSpoolAsync(CopyFile copy, CancellationToken cancel)
    {
        var box = await Vault.OpenAsync(copy.Scope, cancel);
        var id = Guid.CreateVersion7();
        return new Spool(Create(Path.Combine(Folder, $"{copy.Id:N}.{id:N}.spool"), FileOptions.DeleteOnClose), box, SpoolField, id);
    }

    /// <summary>The opened copy; null when its file is not there. Reading throws <see cref="SealedStreamException"/> when it was damaged or its key is gone.</summary>
    public async Task<Stream?> OpenAsync(CopyFile copy, CancellationToken cancel)
    {
        if (!File.Exists(Whole(copy.Id))) return null;

        var box = await Vault.FindAsync(copy.Scope, cancel);
        return box.OpenStream(new FileStream(Whole(copy.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), CopyFile.Field, copy.Id);
    }

    // What a killed attempt left.
    private void DeleteSpools(Guid id)
    {
        foreach (var spool in Directory.EnumerateFiles(Folder, $"{id:N}.*spool")) File.Delete(spool);
    }

    private string Part(Guid id) => Path.Combine(Folder, $"{id:N}.part");

    private static FileStream Create(string path, FileOptions how = FileOptions.None) => OwnerOnly.Create(path, FileMode.Create, FileAccess.ReadWrite, how);
}
