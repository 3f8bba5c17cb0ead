using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// The one thread on which numbers and texts are open: opens what a committed window holds, writes it as PDUs and sends it in one write a link.
/// A part the operator asked us to hold back waits here, inside its window.
/// </summary>
internal sealed class Sender(Vault vault, Silence silence, Mailbox mailbox, Milestones milestones, DispatchTimings timings, string senderName) : IDisposable
{
    private readonly BlockingCollection<Errand> _errands = [];
    private readonly List<(Flight Flight, int Part)> _heldBack = [];
    private readonly HashSet<Link> _written = [];
    private readonly byte[] _senderName = Encoding.ASCII.GetBytes(senderName);
    private IReadOnlyList<Link> _links = [];
    private Thread? _thread;
    private bool _stopped;

    public void Start(OperatorLinks links)
    {
        _links = links.All;
        links.LinkChanged += link => Post(new Errand(null, null, 0, link));
        _thread = new Thread(Run) { IsBackground = true, Name = "Messaging.Sender" };
        _thread.Start();
    }

    /// <summary>Sends messages whose window is on disk.</summary>
    public void Send(List<Flight> flights) => Post(new Errand(flights, null, 0, null));

    /// <summary>Offers a part again that the operator did not take for now.</summary>
    public void OfferAgain(Flight flight, int part) => Post(new Errand(null, flight, part, null));

    public void Stop()
    {
        if (_stopped) return;

        _stopped = true;
        _errands.CompleteAdding();
        _thread?.Join();
    }

    // A host that failed to start is disposed of without being stopped; the thread must not outlive its errands.
    public void Dispose()
    {
        Stop();
        _errands.Dispose();
    }

    private void Post(Errand errand)
    {
        try
        {
            if (!_errands.IsAddingCompleted) _errands.Add(errand);
        }
        catch (InvalidOperationException)
        {
            // Links may still tell of their end when the thread has been told to stop, or is gone.
        }
    }

    private void Run()
    {
        foreach (var errand in _errands.GetConsumingEnumerable())
        {
            var began = Stopwatch.GetTimestamp();
            if (_heldBack.Count > 0) OfferHeldBack();
            if (errand.Flights is { } flights)
                foreach (var flight in flights) Send(flight);
            else if (errand.Again is { } again) Offer(again, [errand.Part]);
            var opened = Stopwatch.GetTimestamp();
            timings.Open += opened - began;

            foreach (var link in _written) link.Session.Flush();
            if (_written.Count > 0) milestones.Reach(Milestone.PduWritten);
            _written.Clear();
            timings.Socket += Stopwatch.GetTimestamp() - opened;
        }
    }

    private void OfferHeldBack()
    {
        var held = _heldBack.ToList();
        _heldBack.Clear();
        foreach (var (flight, part) in held) Offer(flight, [part]);
    }

    private void Send(Flight flight)
    {
        // Which parts is settled first: when the last of them is handed over, the flight may already be somebody else's.
        Span<int> parts = stackalloc int[SendMessage.MostParts];
        var count = 0;
        for (var part = 0; part < flight.Batch.Parts; part++)
            if (flight.IsToSend(part)) parts[count++] = part;
        Offer(flight, parts[..count], isFirst: true);
    }

    // A part held back for a moment is not judged again: half a text is worse than one that came as she opted out.
    private void Offer(Flight flight, ReadOnlySpan<int> parts, bool isFirst = false)
    {
        var (batch, id, link) = (flight.Batch, flight.Id, _links[flight.Window.Link]);
        Span<byte> number = stackalloc byte[64];
        if ((batch.Octets is null && !Open(batch)) || batch.Box!.OpenBytes(MessagingFields.Recipient, batch.MessageOf(id).Value, flight.Recipient, number, out var length) != OpenStatus.Ok)
        {
            foreach (var part in parts) mailbox.Ended([new PartKey(id, part)], PartEnd.Unsendable);
            return;
        }

        if (isFirst && Judge(batch, number[..length]) is { } end)
        {
            foreach (var part in parts) mailbox.Ended([new PartKey(id, part)], end);
            return;
        }

        foreach (var part in parts)
        {
            var message = new ShortMessage
            {
                Source = Address.Alphanumeric(_senderName),
                Destination = Address.International(number[1..length]),
                EsmClass = batch.EsmClass,
                DataCoding = batch.DataCoding,
                WantsReceipt = true,
                Message = batch.Octets![part],
            };
            var key = new PartKey(id, part);
            switch (link.Session.TrySubmit(message, key))
            {
                case SubmitAnswer.Taken:
                    _written.Add(link);
                    break;
                case SubmitAnswer.Paused or SubmitAnswer.WindowFull:
                    _heldBack.Add((flight, part));
                    break;
                case SubmitAnswer.NotBound:
                    mailbox.Ended([key], PartEnd.Unsent);
                    break;
                case SubmitAnswer.DoesNotFit:
                    mailbox.Ended([key], PartEnd.Unsendable);
                    break;
            }
        }
    }

    // The last look before it leaves, so that a STOP also reaches what waits. While the list cannot be read nothing leaves: it stays queued.
    private PartEnd? Judge(BatchHead batch, ReadOnlySpan<byte> number)
    {
        try
        {
            var silent = silence.Of(batch.Account);
            if (silent.IsEmpty) return null;

            Span<char> e164 = stackalloc char[64];
            return silent.Has(e164[..Encoding.ASCII.GetChars(number, e164)]) ? PartEnd.Suppressed : null;
        }
        catch (Exception unreadable) when (unreadable is System.Data.Common.DbException or KeysException)
        {
            return PartEnd.Unsent;
        }
        catch (ScopeShreddedException)
        {
            return PartEnd.Unsendable;
        }
    }

    // One opening for a whole campaign; every recipient gets the same octets, header included.
    private bool Open(BatchHead batch)
    {
        batch.Box = vault.FindAsync(Buckets.ScopeOf(batch.Account, batch.Bucket)).AsTask().GetAwaiter().GetResult();
        if (batch.Box.Open(MessagingFields.Text, batch.Id, batch.Text).Text is not { } text) return false;

        var segments = Segments.Of(text);
        if (segments.Parts.Count != batch.Parts) return false;

        (batch.EsmClass, batch.DataCoding) = (PartBody.EsmClassOf(segments), PartBody.DataCodingOf(segments));
        Span<byte> octets = stackalloc byte[PartBody.MaxLength];
        var parts = new byte[batch.Parts][];
        for (var part = 0; part < parts.Length; part++) parts[part] = octets[..PartBody.Write(segments, part, (ushort)batch.No, octets)].ToArray();
        batch.Octets = parts;
        return true;
    }

    private readonly record struct Errand(List<Flight>? Flights, Flight? Again, int Part, Link? Changed);
}
