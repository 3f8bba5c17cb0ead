using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>What a search of our files found.</summary>
/// <param name="Files">How many were read, every byte of them.</param>
/// <param name="Found">The paths, below the data folder, of those in which something of hers was found.</param>
/// <param name="Unread">Those that could not be read, by the store they belong to: somebody holds them closed, or the disk does not give them.</param>
public sealed record FileSearch(int Files, IReadOnlyList<string> Found, IReadOnlyList<UnreadFiles> Unread)
{
    /// <summary>How many could not be read.</summary>
    public int UnreadCount => Unread.Sum(some => some.Count);
}

/// <summary>Files that a search could not read, by what they are: a path may hold anything, the title of a store holds nothing of a person.</summary>
public sealed record UnreadFiles(string Kind, int Count);

/// <summary>
/// Looks for what an erased person called herself, byte by byte, in every file of the data folder: databases and their logs, mail, copies, whatever lies there by
/// mistake. It asks no declaration and trusts no code that wrote a file. What it looks for is read before the keys go and is held in memory alone, until the erasure
/// is answered: an attempt that begins again behind the keys still knows it. Only a process that ended takes it along.
/// </summary>
public sealed class SearchFiles(DataMap map, IDbContextFactory<PortalDbContext> contexts, Vault vault, StorageOptions storage)
{
    // Shorter words are found in anything; more of them say nothing more.
    private const int ShortestWord = 6;
    private const int MostRowsOfTable = 200;
    private const int MostWords = 500;
    private const int Piece = 1 << 20;

    private readonly ConcurrentDictionary<Guid, IReadOnlyList<string>> _sought = new();

    /// <summary>Reads what to look for while her keys still open it, and knows it until <see cref="Forget"/>.</summary>
    public async Task LearnAsync(Guid request, DataSubject subject, CancellationToken cancel)
    {
        var words = await WordsAsync(subject, cancel);
        _sought.AddOrUpdate(request, words, (_, before) => [.. before.Union(words, StringComparer.Ordinal).Take(MostWords)]);
    }

    /// <summary>The erasure is answered; from here on nothing knows what she called herself.</summary>
    public void Forget(Guid request) => _sought.TryRemove(request, out _);

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

    /// <summary>Null where nobody knows any more what to look for, because a process that ended meanwhile had destroyed the keys.</summary>
    public async Task<FileSearch?> RunAsync(Guid request, CancellationToken cancel)
    {
        if (!_sought.TryGetValue(request, out var words) || words.Count == 0 || !Directory.Exists(storage.DataFolder)) return null;

        // As bytes, each standing for one character, so that one pass looks for all of them in both encodings that programs write.
        List<string> wanted = [.. words.SelectMany(word => new[] { Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word) }).Select(Encoding.Latin1.GetString).Distinct()];
        var sought = SearchValues.Create([.. wanted], StringComparison.Ordinal);
        var (overlap, files, found) = (wanted.Max(word => word.Length) - 1, 0, new List<string>());
        var (closed, unread) = (new List<string>(), new List<string>());
        foreach (var path in Paths(unread)) await LookAsync(path, closed);

        // Whoever wrote one of them at that moment is done with it by now.
        foreach (var path in closed.ToList()) await LookAsync(path, unread);
        return new FileSearch(files, found, [.. unread.CountBy(KindOf).Select(kind => new UnreadFiles(kind.Key, kind.Value))]);

        async Task LookAsync(string path, List<string> without)
        {
            switch (await LookIntoAsync(path, sought, overlap, cancel))
            {
                case Look.Clean:
                    files++;
                    break;
                case Look.Found:
                    files++;
                    found.Add(Path.GetRelativePath(storage.DataFolder, path));
                    break;
                case Look.Closed:
                    without.Add(path);
                    break;
                case Look.Gone:
                    break;
            }
        }
    }

    // Every file below the folder. A folder that went meanwhile held nothing any more; one that cannot be listed is one thing that was not read. Links lead elsewhere.
    private List<string> Paths(List<string> unread)
    {
        var (paths, folders) = (new List<string>(), new Queue<string>([storage.DataFolder]));
        while (folders.TryDequeue(out var folder))
        {
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                    if (entry is FileInfo) paths.Add(entry.FullName);
                    else if (entry.LinkTarget is null) folders.Enqueue(entry.FullName);
            }
            catch (DirectoryNotFoundException)
            {
                continue;
            }
            catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
            {
                unread.Add(folder);
            }
        }

        return paths;
    }

    private string KindOf(string path)
    {
        var name = Path.GetRelativePath(storage.DataFolder, path).Replace(Path.DirectorySeparatorChar, '/');
        return map.Stores.FirstOrDefault(store => store.Files.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))?.Title ?? "A file of no store we know";
    }

    private static async Task<Look> LookIntoAsync(string path, SearchValues<string> sought, int overlap, CancellationToken cancel)
    {
        try
        {
            // The lock of the running portal is such a file, and held closed for as long as it runs.
            if (new FileInfo(path).Length == 0) return Look.Clean;

            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var bytes = new byte[Piece + overlap];
            var letters = new char[bytes.Length];
            for (var kept = 0; await file.ReadAtLeastAsync(bytes.AsMemory(kept), bytes.Length - kept, throwOnEndOfStream: false, cancel) is > 0 and var read;)
            {
                var length = kept + read;
                Encoding.Latin1.GetChars(bytes.AsSpan(0, length), letters);
                if (letters.AsSpan(0, length).ContainsAny(sought)) return Look.Found;

                kept = Math.Min(overlap, length);
                bytes.AsSpan(length - kept, kept).CopyTo(bytes);
            }

            return Look.Clean;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Look.Gone;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            // One file that is not to be read must not keep an erasure from its end: it is said.
            return Look.Closed;
        }
    }

    private enum Look
    {
        Clean,
        Found,

        /// <summary>Went while it was looked at: a log that was emptied, a copy whose time was over.</summary>
        Gone,
        Closed,
    }
}
