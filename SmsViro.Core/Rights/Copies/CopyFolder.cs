using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The sealed files of copies, named by ids of ours and nothing else.</summary>
public sealed class CopyFolder(StorageOptions storage, Vault vault)
{
    private string Folder => Path.Combine(storage.DataFolder, "exports");

    /// <summary>Writes a copy through <paramref name="write"/>; it stands under its name only once it is whole and on the disk.</summary>
    /// <returns>The length of what was written, before sealing.</returns>
    public async Task<long> WriteAsync(CopyFile copy, Func<Stream, Task> write, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
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
        File.Delete(Whole(id));
    }

    public bool Holds(Guid id) => File.Exists(Whole(id)) || File.Exists(Part(id));

    /// <summary>The ids of every file there is.</summary>
    public IReadOnlyList<Guid> Ids() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => Guid.TryParseExact(name, "N", out _)).Select(name => Guid.ParseExact(name, "N")).Distinct()]
            : [];

    private string Whole(Guid id) => Path.Combine(Folder, $"{id:N}.sealed");

    private string Part(Guid id) => Path.Combine(Folder, $"{id:N}.part");

    private static FileStream Create(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }
}
