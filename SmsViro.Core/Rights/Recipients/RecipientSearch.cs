using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Runs a search across all accounts and keeps what it found for whoever it was made for.</summary>
public sealed class RecipientSearch(FindTextsTo find, WriteQueue writes)
{
    private const int RowsInAct = 1_000;

    /// <summary>The newest are kept: nobody reads more.</summary>
    private const int MostKept = 5_000;

    /// <param name="search">Whom it is kept for: a visit or a look-up.</param>
    /// <param name="number">The number.</param>
    /// <param name="from">Nothing accepted before is looked at.</param>
    /// <param name="withBroughtIn">Also what archives brought in: it holds her number, but was not sent from here.</param>
    /// <param name="run">Hears how far it is.</param>
    /// <param name="cancel">Ends the search.</param>
    internal async Task RunAsync(Guid search, PhoneNumber number, DateTimeOffset from, bool withBroughtIn, JobRun run, CancellationToken cancel)
    {
        var lines = await find.RunAsync(number, from, (done, all) => run.ReportAsync((double)done / all, $"Looked at {done:N0} of {all:N0} senders"), cancel);
        var rows = lines.Where(line => withBroughtIn || !line.WasBroughtIn).OrderByDescending(line => line.AcceptedAt).Take(MostKept).Select(line => new RecipientFinding
        {
            SearchId = search,
            MessageRow = line.Row,
            AccountId = line.Account,
            Kind = line.Kind,
            AcceptedAt = line.AcceptedAt,
            State = line.State,
        });

        // From the beginning, should this be a second attempt.
        await writes.RunAsync(db => db.RecipientFindings.Where(row => row.SearchId == search).ExecuteDelete(), cancel: cancel);
        foreach (var some in rows.Chunk(RowsInAct)) await writes.RunAsync(db => db.RecipientFindings.AddRange(some), cancel);
    }
}
