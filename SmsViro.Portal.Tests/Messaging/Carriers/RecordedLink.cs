using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>A real session whose owner only remembers what it was told; receipts are acknowledged at once unless a test says otherwise.</summary>
internal sealed class RecordedLink : ISmppEvents, IAsyncDisposable
{

    private readonly SemaphoreSlim _news = new(0);

    private RecordedLink(SmppOptions options, TimeProvider clock) => Session = new(options, this, clock, NullLogger<SmppSession>.Instance);

    public SmppSession Session { get; }

    public ConcurrentQueue<SubmitResult> Results { get; } = new();

    public ConcurrentQueue<ReceiptArrival> Arrivals { get; } = new();

    public ConcurrentQueue<InboundMessage> Texts { get; } = new();

    public ConcurrentQueue<(LinkFault Fault, PartKey[] Unanswered, PartKey[] Unsent)> Falls { get; } = new();

    public int ReadyTimes { get; private set; }

    public bool Acknowledges { get; set; } = true;

    public static RecordedLink Start(SmppOptions options, TimeProvider? clock = null)
    {
        var link = new RecordedLink(options, clock ?? TimeProvider.System);
        link.Session.Start();
        return link;
    }

    public static async Task<RecordedLink> BoundAsync(SmppOptions options, TimeProvider? clock = null)
    {
        var link = Start(options, clock);
        await link.UntilAsync(() => link.Session.Status.State == LinkState.Bound);
        return link;
    }

    /// <summary>Waits for the link's next news until the condition holds; fails the test when its patience ends.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Longest);
        while (!condition()) await _news.WaitAsync(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    /// <summary>Sends all parts of a text and returns their number; keys are (message, part from 1).</summary>
    public int Send(string text, string digits = "447700900100", long message = 1, string from = "SMSVIRO")
    {
        var segments = Segments.Of(text);
        for (var part = 0; part < segments.Parts.Count; part++) Assert.Equal(SubmitAnswer.Taken, Offer(segments, part, digits, message, from));
        Session.Flush();
        return segments.Parts.Count;
    }

    public SubmitAnswer Offer(Segments text, int part, string digits, long message, string from = "SMSVIRO")
    {
        Span<byte> body = stackalloc byte[PartBody.MaxLength];
        var written = PartBody.Write(text, part, (ushort)message, body);
        return Session.TrySubmit(
            new()
            {
                Source = Address.Alphanumeric(System.Text.Encoding.ASCII.GetBytes(from)),
                Destination = Address.International(System.Text.Encoding.ASCII.GetBytes(digits)),
                EsmClass = PartBody.EsmClassOf(text),
                DataCoding = PartBody.DataCodingOf(text),
                WantsReceipt = true,
                Message = body[..written],
            },
            new(message, part + 1));
    }

    public void Ready(SmppSession link)
    {
        ReadyTimes++;
        _news.Release();
    }

    public void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results)
    {
        foreach (var result in results) Results.Enqueue(result);
        _news.Release();
    }

    public void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts)
    {
        foreach (var receipt in receipts)
        {
            Arrivals.Enqueue(receipt);
            if (Acknowledges) link.Acknowledge([receipt.Token]);
        }

        _news.Release();
    }

    public void Inbound(SmppSession link, InboundMessage message)
    {
        Texts.Enqueue(message);
        if (Acknowledges) link.Acknowledge([message.Token]);
        _news.Release();
    }

    public void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent)
    {
        Falls.Enqueue((fault, unanswered.ToArray(), unsent.ToArray()));
        _news.Release();
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
