using System.Globalization;
using System.Text;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>
/// The append-only record of what was erased, written and flushed to the disk before anything is destroyed: whoever restores an old backup
/// is made to destroy it again. Numbered and chained, so a missing or foreign line is noticed.
/// </summary>
public sealed class ErasureLedger(CustodyOptions options, TimeProvider clock, ErasureMarks? marks = null) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    public string Path => options.LedgerPath;

    public Task<ErasureLine> AppendAsync(Guid request, IReadOnlyList<Scope> scopes, CancellationToken cancel) => AppendAsync(request, scopes, [], cancel);

    /// <summary>Appends a request's scopes and rows and answers its line; a request written already with all of them is not written twice.</summary>
    /// <param name="request">Who asked.</param>
    /// <param name="scopes">What is to be shredded.</param>
    /// <param name="rows">What is to be scrubbed where less than a scope ends, as <see cref="NamedRow.Of"/> writes it.</param>
    /// <param name="cancel">Until the line is written.</param>
    /// <exception cref="LedgerBrokenException">The file is not the one this portal wrote.</exception>
    public async Task<ErasureLine> AppendAsync(Guid request, IReadOnlyList<Scope> scopes, IReadOnlyList<string> rows, CancellationToken cancel)
    {
        if (rows.Any(row => !NamedRow.IsOne(row))) throw new ArgumentException("A row is named by its table and an id of ours.", nameof(rows));

        var line = await WriteAsync(
            lines => lines.Reverse().FirstOrDefault(line => line.Request == request && !scopes.Except(line.Scopes).Any() && !rows.Except(line.Rows).Any())
                ?? ErasureLine.After(lines is [.., var last] ? last : null, clock.GetUtcNow(), request, scopes, rows),
            cancel);

        // After the disk has it: a database that says it knows a line which the ledger lost would refuse to serve.
        if (marks is not null) await marks.NoteAsync(line, cancel);
        return line;
    }

    /// <summary>Begins a ledger that has no line with one that ends nothing and names the ledger, so that from here on a missing one is noticed.</summary>
    public async Task OpenAsync(CancellationToken cancel) =>
        await WriteAsync(lines => lines is [.., var last] ? last : ErasureLine.After(null, clock.GetUtcNow(), Guid.CreateVersion7(), [], []), cancel);

    /// <summary>Every line in order; none when there is no file.</summary>
    /// <exception cref="LedgerBrokenException">A line does not follow the one before it.</exception>
    public async Task<IReadOnlyList<ErasureLine>> LinesAsync(CancellationToken cancel)
    {
        var (lines, brokenAt) = await WholeLinesAsync(cancel);
        return brokenAt is { } at ? throw Broken(at) : lines;
    }

    /// <summary>The lines up to the first that does not follow, and the number that one should have; null when all do.</summary>
    public async Task<(IReadOnlyList<ErasureLine> Lines, long? BrokenAt)> WholeLinesAsync(CancellationToken cancel)
    {
        if (!File.Exists(options.LedgerPath)) return ([], null);

        await using var file = await OpenFileAsync(cancel);
        var (lines, _, brokenAt) = await ReadAsync(file, cancel);
        return (lines, brokenAt);
    }

    /// <summary>The file's bytes up to the last whole line, for a backup.</summary>
    public async Task<byte[]> CopyAsync(CancellationToken cancel)
    {
        await using var file = await OpenFileAsync(cancel);
        var (_, length, brokenAt) = await ReadAsync(file, cancel);
        if (brokenAt is { } at) throw Broken(at);

        var bytes = new byte[length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    /// <summary>Keeps the whole lines of a broken ledger and sets the file as it was aside, next to it.</summary>
    public async Task CutAsync(CancellationToken cancel)
    {
        await using var file = await OpenFileAsync(cancel);
        var (_, length, _) = await ReadAsync(file, cancel);
        if (length == file.Length) return;

        var bytes = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes, cancel);
        await File.WriteAllBytesAsync(string.Create(CultureInfo.InvariantCulture, $"{options.LedgerPath}.{clock.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.aside"), bytes, cancel);
        file.SetLength(length);
        file.Flush(flushToDisk: true);
    }

    public void Dispose() => _gate.Dispose();

    private async Task<ErasureLine> WriteAsync(Func<IReadOnlyList<ErasureLine>, ErasureLine> next, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(options.LedgerPath))!);

            // Not shared: of two processes that append at once the second waits for the first.
            await using var file = await OpenFileAsync(cancel);
            var (lines, length, brokenAt) = await ReadAsync(file, cancel);
            if (brokenAt is { } at) throw Broken(at);

            var line = next(lines);
            if (line.Number <= lines.Count) return line;

            // A tail that a power cut tore was never acknowledged, so nothing was destroyed in its name.
            file.SetLength(length);
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(Encoding.UTF8.GetBytes(line.Write() + "\n"), cancel);
            file.Flush(flushToDisk: true);
            return line;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static LedgerBrokenException Broken(long line) =>
        new($"Line {line} of the erasure ledger does not follow the line before it: put back the file that Custody:LedgerPath had, or nothing can be erased.");

    private static async Task<(IReadOnlyList<ErasureLine> Lines, long Length, long? BrokenAt)> ReadAsync(FileStream file, CancellationToken cancel)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes, cancel);
        return Read(bytes);
    }

    /// <summary>The whole lines in a copy of the ledger, how long they are together, and the number of the first that does not follow.</summary>
    internal static (IReadOnlyList<ErasureLine> Lines, long Length, long? BrokenAt) Read(byte[] bytes)
    {
        var lines = new List<ErasureLine>();
        var start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            if (ErasureLine.Read(Encoding.UTF8.GetString(bytes, start, end - start).TrimEnd('\r'), lines.LastOrDefault()) is not { } line) return (lines, start, lines.Count + 1);

            lines.Add(line);
        }

        return (lines, start, null);
    }

    private async Task<FileStream> OpenFileAsync(CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(options.LedgerPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 50 && !cancel.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
            }
        }
    }
}
