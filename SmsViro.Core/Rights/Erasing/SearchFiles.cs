using System.Buffers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>What a search of our files found.</summary>
/// <param name="Files">How many were read, every byte of them.</param>
/// <param name="Found">The paths, below the data folder, of those in which something of hers was found.</param>
public sealed record FileSearch(int Files, IReadOnlyList<string> Found);

/// <summary>
/// Looks for what an erased person called herself, byte by byte, in every file of the data folder: databases and their logs, mail, copies, whatever lies there by
/// mistake. It asks no declaration and trusts no code that wrote a file. What it looks for is read before the keys go and is held in memory alone.
/// </summary>
public sealed class SearchFiles(DataMap map, IDbContextFactory<PortalDbContext> contexts, Vault vault, StorageOptions storage)
{
    // Shorter words are found in anything; more of them say nothing more.
    private const int ShortestWord = 6;
    private const int MostRowsOfTable = 200;
    private const int MostWords = 500;
    private const int Piece = 1 << 20;

    /// <summary>Her name, address, numbers and what else of hers is sealed outside the tables that grow with every message; empty once her keys are gone.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in map.Tables.Where(table => table is { HasSubject: true, File.Monthly: false } && table.Columns.Any(column => column.Class is DataClass.Sealed)))
            await foreach (var record in table.ReadAsync(db, subject, Exports.Access, vault, cancel).Take(MostRowsOfTable))
                words.UnionWith(
                    from value in record.Values
                    where value is { State: HeldState.Readable, Column: { Class: DataClass.Sealed, Erasure.Fate: not Fate.Kept } } && value.Text is { Length: >= ShortestWord }
                    select value.Text);
        return [.. words.Take(MostWords)];
    }

    /// <summary>Null where nobody knows any more what to look for, because an attempt before this one has destroyed the keys.</summary>
    public async Task<FileSearch?> RunAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        if (words.Count == 0 || !Directory.Exists(storage.DataFolder)) return null;

        // As bytes, each standing for one character, so that one pass looks for all of them in both encodings that programs write.
        List<string> wanted = [.. words.SelectMany(word => new[] { Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word) }).Select(Encoding.Latin1.GetString).Distinct()];
        var sought = SearchValues.Create([.. wanted], StringComparison.Ordinal);
        var (overlap, files, found) = (wanted.Max(word => word.Length) - 1, 0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(storage.DataFolder, "*", SearchOption.AllDirectories))
        {
            if (await HoldsAsync(path, sought, overlap, cancel) is not { } holds) continue;

            files++;
            if (holds) found.Add(Path.GetRelativePath(storage.DataFolder, path));
        }

        return new FileSearch(files, found);
    }

    // Null when the file went while it was looked at: a log that was emptied, a copy whose time was over.
    private static async Task<bool?> HoldsAsync(string path, SearchValues<string> sought, int overlap, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var bytes = new byte[Piece + overlap];
            var letters = new char[bytes.Length];
            for (var kept = 0; await file.ReadAtLeastAsync(bytes.AsMemory(kept), bytes.Length - kept, throwOnEndOfStream: false, cancel) is > 0 and var read;)
            {
                var length = kept + read;
                Encoding.Latin1.GetChars(bytes.AsSpan(0, length), letters);
                if (letters.AsSpan(0, length).ContainsAny(sought)) return true;

                kept = Math.Min(overlap, length);
                bytes.AsSpan(length - kept, kept).CopyTo(bytes);
            }

            return false;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
