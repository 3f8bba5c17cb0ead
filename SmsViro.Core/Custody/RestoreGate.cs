using Microsoft.Extensions.Logging;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Core.Custody;

/// <summary>
/// What stands between a database and its visitors at every start. Databases that know fewer erasures than the ledger were restored, and are made to
/// erase again; a ledger that knows fewer than the databases is not theirs, and nothing is served.
/// </summary>
public sealed partial class RestoreGate(
    ErasureLedger ledger,
    ErasureMarks marks,
    AppliedErasures keys,
    ReplayErasure replay,
    RestoreMark restoring,
    WriteQueue writes,
    ILogger<RestoreGate> log)
{
    /// <summary>Returns once everything the ledger names is gone from both databases. Answers how many lines were carried out again.</summary>
    /// <exception cref="CustodyException">One sentence: what does not fit, and what to do.</exception>
    public async Task<int> PassAsync(CancellationToken cancel, Action<string>? reached = null)
    {
        if (restoring.Unfinished is { } backup)
            throw new CustodyException($"A restore from {backup} did not get to its end: run manage restore {backup} again.");

        await CompareKeysAsync(cancel);
        var lines = await FittingLinesAsync(cancel);
        var known = await marks.ReadAsync(cancel);
        var again = 0;
        foreach (var line in lines.Where(line => !known.IsApplied(line)))
        {
            if (line is { Scopes: [], Rows: [] })
            {
                await marks.AppliedAsync(line, cancel);
                continue;
            }

            await ReplayAsync(line, underWay: known.InData.ContainsKey(line.Number), reached, cancel);
            again++;
        }

        if (again > 0) Replayed(again);
        return again;
    }

    private async Task ReplayAsync(ErasureLine line, bool underWay, Action<string>? reached, CancellationToken cancel)
    {
        try
        {
            await replay.RunAsync(line, step => reached?.Invoke($"Erasure {line.Number}: {step}"), cancel);
        }
        catch (Exception failure) when (underWay && failure is not OperationCanceledException and not StorageUnavailableException)
        {
            // This very database has the account closed and the work in its list of jobs, where staff see that it is incomplete.
            LeftToItsJob(line.Number, failure.GetType().Name);
        }
    }

    private async Task<IReadOnlyList<ErasureLine>> FittingLinesAsync(CancellationToken cancel)
    {
        var (lines, brokenAt) = await ledger.WholeLinesAsync(cancel);
        if (brokenAt is { } broken) throw Refused($"line {broken} does not follow the line before it", lines.Count);

        var known = await marks.ReadAsync(cancel);
        if (lines.Count == 0 && known.Last > 0) throw Refused("it is missing", 0);
        if (lines.FirstOrDefault(line => !known.Fit(line)) is { } foreign) throw Refused($"line {foreign.Number} is of another portal's ledger", lines.Count);
        if (lines.Count < known.Last) throw Refused($"it has {lines.Count} lines where {known.Last} were written", lines.Count);
        if (lines.Count > 0) return lines;

        await ledger.OpenAsync(cancel);
        return await ledger.LinesAsync(cancel);
    }

    private CustodyException Refused(string what, int lines) => new(
        $"The erasure ledger at {ledger.Path} is not the one these databases know, {what}: put back its newest copy, or take it as it is with manage adopt-ledger {lines}.");

    // A key store put back by hand may be older than the data; its next keys would take ids that values already name.
    private async Task CompareKeysAsync(CancellationToken cancel)
    {
        var newest = await keys.NewestKeyAsync(cancel);
        var kept = await writes.RunAsync(
            db =>
            {
                var mark = db.KeyMarks.Find(1);
                if (mark is null) db.KeyMarks.Add(mark = new KeyMark { Id = 1 });
                if (mark.Newest >= newest) return mark.Newest;

                return mark.Newest = newest;
            },
            cancel: cancel);
        if (newest < kept) throw new CustodyException($"The key store is older than the data: it has given out {newest} keys where the data may name {kept}; put its newest backup in its place.");
    }

    [LoggerMessage(LogLevel.Warning, "{Count} lines of the erasure ledger were carried out again before serving")]
    private partial void Replayed(int count);

    [LoggerMessage(LogLevel.Error, "Erasure {Line} could not be finished at start ({Kind}); its account is closed and its job goes on")]
    private partial void LeftToItsJob(long line, string kind);
}
