using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The sealed files of copies, named by ids of ours and nothing else.</summary>
public sealed class CopyFolder(StorageOptions storage, Vault vault)
{
    private static Field SpoolField { get; } = new("export.spool");

    private string Folder => Path.Combine(storage.DataFolder, "exports");

    /// <summary>Writes a copy through <paramref name="write"/>; it stands under its name only once it is whole and on the disk.</summary>
    /// <returns>The length of what was written, before sealing.</returns>
    public async Task<long> WriteAsync(CopyFile copy, Func<Stream, Task> write, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        DeleteSpools(copy.Id);
        var box = await vault.OpenAsync(copy.Scope, cancel);
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
        var box = await vault.OpenAsync(copy.Scope, cancel);
        var id = Guid.CreateVersion7();
        return new Spool(Create(Path.Combine(Folder, $"{copy.Id:N}.{id:N}.spool"), FileOptions.DeleteOnClose), box, SpoolField, id);
    }

    /// <summary>The opened copy; null when its file is not there. Reading throws <see cref="SealedStreamException"/> when it was damaged or its key is gone.</summary>
    public async Task<Stream?> OpenAsync(CopyFile copy, CancellationToken cancel)
    {
        if (!File.Exists(Whole(copy.Id))) return null;

        var box = await vault.FindAsync(copy.Scope, cancel);
        return box.OpenStream(new FileStream(Whole(copy.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), CopyFile.Field, copy.Id);
    }

    /// <summary>Destroys the key, then the file: whichever is interrupted, nothing can be read.</summary>
    public async Task ForgetAsync(CopyFile copy, CancellationToken cancel)
    {
        await vault.ShredAsync(copy.Scope, copy.Id, cancel);
        DeleteFiles(copy.Id);
    }

    public void DeleteFiles(Guid id)
    {
        if (!Directory.Exists(Folder)) return;

        File.Delete(Part(id));
        DeleteSpools(id);
        File.Delete(Whole(id));
    }

    public bool Holds(Guid id) => File.Exists(Whole(id)) || File.Exists(Part(id));

    /// <summary>The ids of every file there is.</summary>
    public IReadOnlyList<Guid> Ids() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path).Split('.')[0]).Where(name => Guid.TryParseExact(name, "N", out _)).Select(name => Guid.ParseExact(name, "N")).Distinct()]
            : [];

    // What a killed attempt left.
    private void DeleteSpools(Guid id)
    {
        foreach (var spool in Directory.EnumerateFiles(Folder, $"{id:N}.*spool")) File.Delete(spool);
    }

    private string Whole(Guid id) => Path.Combine(Folder, $"{id:N}.sealed");

    private string Part(Guid id) => Path.Combine(Folder, $"{id:N}.part");

    private static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = options };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }
}
