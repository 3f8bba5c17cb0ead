using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Benchmarks;

/// <summary><c>link [--messages N] [--window W]</c>: the bare SMPP link without storage; a session and a simulated operator on loopback in one process, every answer and receipt counted.</summary>
internal sealed class LinkVerb(int messages, int window) : ISmppEvents, IDisposable
{
    private readonly SemaphoreSlim _news = new(0);
    private readonly List<DeliveryToken> _tokens = new(1024);
    private long _accepted;
    private long _receipts;
    private long _answered;

    public static int Run(string[] args)
    {
        var messages = args.Number("--messages", 500_000);
        using var verb = new LinkVerb(messages, args.Number("--window", 100));
        return verb.Measure();
    }

    public void Ready(SmppSession link) => _news.Release();

    public void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results)
    {
        foreach (ref readonly var result in results)
        {
            if (result.Status == SmppStatus.Ok) _accepted++;
        }

        Interlocked.Add(ref _answered, results.Length);
        _news.Release();
    }

    public void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts)
    {
        _tokens.Clear();
        foreach (ref readonly var receipt in receipts) _tokens.Add(receipt.Token);
        link.Acknowledge(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens));
        Interlocked.Add(ref _receipts, receipts.Length);
        _news.Release();
    }

    public void Inbound(SmppSession link, InboundMessage message) => link.Acknowledge([message.Token]);

    public void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent) => _news.Release();

    public void Dispose() => _news.Dispose();

    private int Measure()
    {
        var simulator = OperatorSimulator.Start(new() { ReceiptDelay = TimeSpan.Zero }, TimeProvider.System);
        var session = new SmppSession(simulator.LinkOptions("bench") with { Window = window }, this, TimeProvider.System, NullLogger<SmppSession>.Instance);
        session.Start();
        _news.Wait();

        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < messages;)
        {
            while (sent < messages && Offer(session, sent) == SubmitAnswer.Taken) sent++;
            session.Flush();
            if (sent < messages) _news.Wait(TimeSpan.FromSeconds(10));
        }

        while (Interlocked.Read(ref _answered) < messages && _news.Wait(TimeSpan.FromSeconds(10))) continue;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        while (Interlocked.Read(ref _receipts) < messages && _news.Wait(TimeSpan.FromSeconds(10))) continue;
        var withReceipts = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / messages;

        var whole = _accepted == messages && _receipts == messages && simulator.Counts.Total == messages;
        session.DisposeAsync().AsTask().Wait();
        simulator.DisposeAsync().AsTask().Wait();
        Console.WriteLine($"{messages:n0} parts, window {window}: accepted {_accepted:n0}, receipts {_receipts:n0}, simulator counted {simulator.Counts.Total:n0}");
        Console.WriteLine($"RESULT submits_per_s={messages / seconds:0} with_receipts_per_s={messages / withReceipts:0} alloc_bytes_both_ends={bytes}");
        return whole ? 0 : 1;
    }

    private static SubmitAnswer Offer(SmppSession session, int number)
    {
        Span<byte> digits = stackalloc byte[12];
        (447_700_000_000L + number).TryFormat(digits, out _, default, System.Globalization.CultureInfo.InvariantCulture);
        return session.TrySubmit(
            new()
            {
                Source = Address.Alphanumeric("SMSVIRO"u8),
                Destination = Address.International(digits),
                WantsReceipt = true,
                Message = "Your appointment is on Thursday at 10:40. Reply C to cancel. Harbour Dental, 12 Quay Street."u8,
            },
            new(number, 1));
    }
}
