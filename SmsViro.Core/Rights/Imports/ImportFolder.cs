using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>The sealed files of archives on their way in, named by ids of ours and nothing else.</summary>
public sealed class ImportFolder(StorageOptions storage, Vault vault) : SealedFolder(storage, vault, "imports")
{
    /// <summary>Seals an archive into a file of its own; nothing stays of one that is too long or breaks off.</summary>
    internal async Task<(long Length, byte[] Digest)?> WriteAsync(Guid id, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        var box = await Vault.OpenAsync(Scope.Export(id), cancel);
        try
        {
            await using var file = OwnerOnly.Create(Whole(id));
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
        var box = await Vault.FindAsync(Scope.Export(id), cancel);
        return () => new SealedBlocks(new FileStream(Whole(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), box, id, length);
    }

    internal DateTimeOffset WrittenAt(Guid id) => new(File.GetLastWriteTimeUtc(Whole(id)), TimeSpan.Zero);
}
