using SmsViro.Core.Custody;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// A recipient's own erasure in rows that belong to customers: her number and words go, the owner's record of time, state and price stays.
/// What each column does is declared in its mapping. May begin again after any interruption.
/// </summary>
public sealed class ScrubRecipient(DeclaredTables tables, ErasureLedger ledger, ErasureMarks marks)
{
    // A ledger line is read whole; so many ids make one of some tens of kilobytes.
    private const int MostRowsInLine = 2_000;

    /// <param name="request">The request that asked for it.</param>
    /// <param name="rows">The rows, as <see cref="NamedRow"/> names them.</param>
    /// <param name="cancel">Ends the work between two acts.</param>
    /// <returns>How many rows still held something of hers.</returns>
    public async Task<long> RunAsync(Guid request, IEnumerable<string> rows, CancellationToken cancel)
    {
        var scrubbed = 0L;
        foreach (var some in rows.Chunk(MostRowsInLine))
        {
            // The ledger first: whoever restores a backup made before this scrubs the same rows again.
            var line = await ledger.AppendAsync(request, [], some, cancel);
            scrubbed += await tables.EraseForRecipientAsync(some, cancel);
            await marks.AppliedAsync(line, cancel);
        }

        return scrubbed;
    }
}
