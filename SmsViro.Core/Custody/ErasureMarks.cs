using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Core.Custody;

/// <summary>What both databases know of the erasure ledger: each line by its number and digest, in the data from the moment it is written, in the key store once its keys are gone.</summary>
public sealed class ErasureMarks(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AppliedErasures keys, TimeProvider clock)
{
    /// <summary>This database knows the line from now on; that all it names is gone is said by <see cref="AppliedAsync"/>.</summary>
    public Task NoteAsync(ErasureLine line, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (db.ErasureMarks.Find(line.Number) is null) db.ErasureMarks.Add(new ErasureMark { Number = line.Number, Digest = line.Digest, NotedAt = now });
            },
            cancel);
    }

    /// <summary>The keys of the line are destroyed and its rows are gone.</summary>
    public async Task AppliedAsync(ErasureLine line, CancellationToken cancel)
    {
        await keys.NoteAsync(line.Number, line.Digest, cancel);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.ErasureMarks.Find(line.Number) is { } known) known.AppliedAt ??= now;
                else db.ErasureMarks.Add(new ErasureMark { Number = line.Number, Digest = line.Digest, NotedAt = now, AppliedAt = now });
            },
            cancel);
    }

    public async Task<KnownErasures> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return new KnownErasures(
            await db.ErasureMarks.AsNoTracking().ToDictionaryAsync(mark => mark.Number, cancel),
            await keys.ReadAsync(cancel));
    }
}

/// <summary>The lines that the two databases know.</summary>
public sealed record KnownErasures(IReadOnlyDictionary<long, ErasureMark> InData, IReadOnlyDictionary<long, byte[]> InKeys)
{
    /// <summary>The last line that either database ever heard of; 0 for none.</summary>
    public long Last => InData.Keys.Concat(InKeys.Keys).DefaultIfEmpty(0).Max();

    /// <summary>True when neither database remembers a line of this number with another digest.</summary>
    public bool Fit(ErasureLine line) =>
        (!InData.TryGetValue(line.Number, out var mark) || mark.Digest.AsSpan().SequenceEqual(line.Digest))
        && (!InKeys.TryGetValue(line.Number, out var digest) || digest.AsSpan().SequenceEqual(line.Digest));

    public bool IsApplied(ErasureLine line) => InKeys.ContainsKey(line.Number) && InData.TryGetValue(line.Number, out var mark) && mark.AppliedAt is not null;
}
