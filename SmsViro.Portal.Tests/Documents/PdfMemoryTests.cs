using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;

namespace SmsViro.Portal.Tests.Documents;

/// <summary>Memory is asked of the whole process, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(PdfMemoryTests), DisableParallelization = true)]
[Collection(nameof(PdfMemoryTests))]
public class PdfMemoryTests
{
    [Fact]
    public async Task Ten_thousand_rows_take_no_more_memory_than_a_few_hundred()
    {
        var sizes = new List<long>();
        var pages = 0;
        var document = Paper.Of(new Element[] { new Table([new("Sent"), new("Text", 4)], Rows()) }.ToAsyncEnumerable()) with
        {
            Signature = new() { Signer = "SMSViro", Reason = "Copy of your data", Room = 32, Sign = digest => digest.ToArray() },
            Progress = new Sampled(written =>
            {
                pages = written.Pages;
                if (pages % 50 == 0) sizes.Add(GC.GetTotalMemory(forceFullCollection: true));
            }),
        };
        var output = new Counted();

        await new PdfEngine().WriteAsync(document, output, TestContext.Current.CancellationToken);

        Assert.True(pages > 300, $"{pages} pages");
        Assert.True(sizes[^1] - sizes[1] < 8 << 20, $"from {sizes[1]:N0} to {sizes[^1]:N0} bytes");
        Assert.True(output.Largest < 1 << 20, $"a write of {output.Largest:N0} bytes");
    }

    private static IEnumerable<Row> Rows() =>
        Enumerable.Range(0, 10_000).Select(i => new Row($"{i}", $"Dear customer {i}, your parcel {i * 7919L % 1_000_003} is on its way and arrives today between 09:00 and 13:00, or tomorrow."));

    private sealed class Sampled(Action<Written> sample) : IProgress<Written>
    {
        public void Report(Written value) => sample(value);
    }

    private sealed class Counted : MemoryStream
    {
        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Largest = Math.Max(Largest, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
