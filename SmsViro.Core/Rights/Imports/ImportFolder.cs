using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The sealed files of archives on their way in, named by ids of ours and nothing else.</summary>
public sealed class ImportFolder(StorageOptions storage, Vault vault)
{
    private string Folder => Path.Combine(storage.DataFolder, "imports");

    /// <summary>Seals an archive into a file of its own; nothing stays of one that is too long or breaks off.</summary>
    internal async Task<(long Length, byte[] Digest)?> WriteAsync(Guid id, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        var box = await vault.OpenAsync(Scope.Export(id), cancel);
        try
        {
            await using var file = OwnerOnly.Create(PathOf(id));
            if (await SealedBlocks.WriteAsync(content, file, box, id, ArchiveImport.MostBytes, cancel) is { } written) return written;
        }
        catch
        {
            await ForgetAsync(id, CancellationToken.None);
            throw;
        }

        await ForgetAsync(id, CancellationToken.None);
        return null;
    }

    /// <summary>Opens it as often as files of it are read side by side.</summary>
    internal async Task<Func<Stream>> OpenAsync(Guid id, long length, CancellationToken cancel)
    {
        var box = await vault.FindAsync(Scope.Export(id), cancel);
        return () => new SealedBlocks(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), box, id, length);
    }

    /// <summary>Destroys the key, then the file.</summary>
    public async Task ForgetAsync(Guid id, CancellationToken cancel)
    {
        await vault.ShredAsync(Scope.Export(id), id, cancel);
        if (Directory.Exists(Folder)) File.Delete(PathOf(id));
    }

    public bool Holds(Guid id) => File.Exists(PathOf(id));

    internal DateTimeOffset WrittenAt(Guid id) => new(File.GetLastWriteTimeUtc(PathOf(id)), TimeSpan.Zero);

    /// <summary>The ids of every file there is.</summary>
    public IReadOnlyList<Guid> Ids() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => Guid.TryParseExact(name, "N", out _)).Select(name => Guid.ParseExact(name, "N"))]
            : [];

    private string PathOf(Guid id) => Path.Combine(Folder, $"{id:N}.sealed");
}
