using System.Text;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>
/// The append-only record of what was erased, written and flushed to the disk before anything is destroyed: whoever restores an old backup
/// can be made to destroy it again. Numbered and chained, so a missing or foreign line is noticed.
/// </summary>
public sealed class ErasureLedger(CustodyOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Appends a request's scopes and answers its line; a request written already with all of them is not written twice.</summary>
    /// <exception cref="LedgerBrokenException">The file is not the one this portal wrote.</exception>
    public async Task<ErasureLine> AppendAsync(Guid request, IReadOnlyList<Scope> scopes, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.LedgerPath))!);

            // Not shared: of two processes that append at once the second waits for the first.
            await using var file = await OpenAsync(cancel);
            var (lines, hash) = await ReadAsync(file, cancel);
            if (lines.LastOrDefault(line => line.Request == request && !scopes.Except(line.Scopes).Any()) is { } written) return written;

            var next = new ErasureLine(lines.Count + 1, clock.GetUtcNow(), request, scopes);
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(Encoding.UTF8.GetBytes(next.Write(hash) + "\n"), cancel);
            file.Flush(flushToDisk: true);
            return next;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Every line in order.</summary>
    /// <exception cref="LedgerBrokenException">A line does not follow the one before it.</exception>
    public async Task<IReadOnlyList<ErasureLine>> LinesAsync(CancellationToken cancel)
    {
        if (!File.Exists(options.LedgerPath)) return [];

        await using var file = await OpenAsync(cancel);
        return (await ReadAsync(file, cancel)).Lines;
    }

    public void Dispose() => _gate.Dispose();

    private static async Task<(List<ErasureLine> Lines, string Hash)> ReadAsync(FileStream file, CancellationToken cancel)
    {
        var lines = new List<ErasureLine>();
        var hash = ErasureLine.Genesis;
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (ErasureLine.Read(line, hash, lines.Count + 1) is not { } read)
                throw new LedgerBrokenException($"Line {lines.Count + 1} of the erasure ledger does not follow the line before it: put back the file that Custody:LedgerPath had, or nothing can be erased.");

            lines.Add(read.Line);
            hash = read.Hash;
        }

        return (lines, hash);
    }

    private async Task<FileStream> OpenAsync(CancellationToken cancel)
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

/// <summary>The erasure ledger is not the one this portal wrote. Its message is one sentence for the person who runs it.</summary>
public sealed class LedgerBrokenException(string message) : Exception(message);
