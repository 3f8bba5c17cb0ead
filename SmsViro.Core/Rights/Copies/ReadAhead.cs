using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Reads and opens the next rows while the last ones are written: a copy of a million rows keeps a processor busy at both ends.</summary>
internal static class ReadAhead
{
    private const int RowsTogether = 500;
    private const int MostWaiting = 8;

    /// <summary>The same rows in the same order, a bounded number of them ahead; what fails at the source fails here.</summary>
    public static async IAsyncEnumerable<T> ReadingAhead<T>(this IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waiting = Channel.CreateBounded<List<T>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => FillAsync(rows, waiting.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var some in waiting.Reader.ReadAllAsync(cancel))
                foreach (var row in some)
                    yield return row;
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    // Never throws: its failure is the reader's.
    private static async Task FillAsync<T>(IAsyncEnumerable<T> rows, ChannelWriter<List<T>> waiting, CancellationToken cancel)
    {
        try
        {
            var some = new List<T>(RowsTogether);
            await foreach (var row in rows.WithCancellation(cancel))
            {
                some.Add(row);
                if (some.Count < RowsTogether) continue;

                await waiting.WriteAsync(some, cancel);
                some = new List<T>(RowsTogether);
            }

            if (some.Count > 0) await waiting.WriteAsync(some, cancel);
            waiting.Complete();
        }
        catch (Exception failure)
        {
            waiting.Complete(failure);
        }
    }
}
