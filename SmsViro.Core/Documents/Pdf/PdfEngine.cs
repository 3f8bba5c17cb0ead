using SmsViro.Core.Documents.Typesetting;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// Writes tagged PDF 1.7 with bookmarks, links, embedded font subsets and exact text in every script, page by page: memory does not grow with the text.
/// The same document gives the same bytes unless a passphrase locks it. One instance serves any number of documents at once.
/// </summary>
public sealed class PdfEngine : IDocumentEngine
{
    private const int Enough = 128 * 1024;

    public async Task WriteAsync(Document document, Stream output, CancellationToken cancel)
    {
        using var file = new PdfFile(document.Passphrase);
        using var shaper = new Shaper(document.Language);
        var canvas = new Canvas(file, document);
        var flow = new PageFlow(canvas, shaper, document);
        var elements = new ElementWriter(flow);
        var rows = 0L;
        var reported = 0;

        flow.Begin();
        await foreach (var element in document.Body.WithCancellation(cancel).ConfigureAwait(false))
        {
            if (element is Table table)
            {
                var writer = new TableWriter(flow, table);
                writer.Begin();
                var before = rows;
                await foreach (var row in table.Rows.WithCancellation(cancel).ConfigureAwait(false))
                {
                    cancel.ThrowIfCancellationRequested();
                    writer.Write(row);
                    rows++;
                    await PassOnAsync().ConfigureAwait(false);
                }

                writer.End(empty: rows == before);
            }
            else
            {
                elements.Write(element);
            }

            cancel.ThrowIfCancellationRequested();
            await PassOnAsync().ConfigureAwait(false);
        }

        flow.Finish();
        await file.DrainAsync(output, cancel).ConfigureAwait(false);
        await output.FlushAsync(cancel).ConfigureAwait(false);
        document.Progress?.Report(new Written(canvas.Pages, rows));

        async ValueTask PassOnAsync()
        {
            if (file.Pending > Enough) await file.DrainAsync(output, cancel).ConfigureAwait(false);
            if (canvas.Pages - 1 > reported) document.Progress?.Report(new Written(reported = canvas.Pages - 1, rows));
        }
    }
}
