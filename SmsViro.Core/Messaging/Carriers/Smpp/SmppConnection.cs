using System.Collections.Concurrent;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>
/// One TCP or TLS connection: the batch being laid, the parts unanswered, the first fault. Any thread may write; a write that blocks never blocks the reader,
/// whose short answers wait in a queue that the writer empties, because two ends that only write starve each other.
/// </summary>
internal sealed class SmppConnection(int number, Stream stream, int window, TimeProvider clock) : IDisposable
{
    private const int MostShortAnswers = 4096;

    private readonly Lock _sending = new();
    private readonly byte[] _batch = new byte[PduHeader.MaxLength];
    private readonly List<uint> _unsent = [];
    private readonly ConcurrentQueue<PduHeader> _short = new();
    private readonly InFlight _inFlight = new(window);
    private int _used;
    private int _fault;
    private long _heardAt = clock.GetTimestamp();
    private long _askedAt;

    public int Number => number;

    public int Unanswered => _inFlight.Count;

    /// <summary>The first reason to close; None while open.</summary>
    public LinkFault Fault => (LinkFault)Volatile.Read(ref _fault);

    public SmppStatus Answer { get; private set; }

    /// <summary>Blocks until octets arrive; 0 when the connection has ended.</summary>
    public int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        Volatile.Write(ref _heardAt, clock.GetTimestamp());
        return read;
    }

    public SubmitAnswer TrySubmit(in ShortMessage message, PartKey key)
    {
        if (!message.Fits) return SubmitAnswer.DoesNotFit;

        lock (_sending)
        {
            if (Fault != LinkFault.None) return SubmitAnswer.NotBound;
            if (_inFlight.IsFull) return SubmitAnswer.WindowFull;
            if (_used + ShortMessage.MaxWritten > _batch.Length && !WriteBatch()) return SubmitAnswer.NotBound;

            var sequence = _inFlight.Add(key, clock.GetTimestamp());
            _unsent.Add(sequence);
            _used += message.Write(_batch.AsSpan(_used), SmppCommand.SubmitSm, sequence);
            return SubmitAnswer.Taken;
        }
    }

    public void Flush()
    {
        lock (_sending) WriteBatch();
        WriteShortAnswers();
    }

    /// <summary>Answers deliveries of this connection in as few writes as fit.</summary>
    public void Acknowledge(ReadOnlySpan<DeliveryToken> tokens, SmppStatus status)
    {
        lock (_sending)
        {
            foreach (var token in tokens)
            {
                if (token.Connection != Number) continue;
                if (_used + PduHeader.Size + 1 > _batch.Length && !WriteBatch()) return;

                var writer = new PduWriter(_batch.AsSpan(_used));
                writer.Text([]); // message_id, unused (clause 4.6.2)
                _used += writer.End(SmppCommand.DeliverSmResp, status, token.Sequence);
            }

            WriteBatch();
        }

        WriteShortAnswers();
    }

    public void Bind(in Bind bind, SmppCommand command)
    {
        lock (_sending)
        {
            _used += bind.Write(_batch.AsSpan(_used), command, _inFlight.NextSequence());
            Volatile.Write(ref _askedAt, clock.GetTimestamp());
            WriteBatch();
        }
    }

    /// <summary>Sends enquire_link or unbind and starts the clock on its answer.</summary>
    public void Ask(SmppCommand command)
    {
        Volatile.Write(ref _askedAt, clock.GetTimestamp());
        Enqueue(new(PduHeader.Size, command, SmppStatus.Ok, 0));
    }

    /// <summary>The answer to the last question has come.</summary>
    public void Answered() => Volatile.Write(ref _askedAt, 0);

    public void Reply(SmppCommand command, SmppStatus status, uint sequence) => Enqueue(new(PduHeader.Size, command, status, sequence));

    public bool TryTake(uint sequence, out PartKey key) => _inFlight.TryTake(sequence, out key);

    /// <summary>Closes on a question or a part unanswered too long; asks after too long a silence.</summary>
    public void Watch(TimeSpan responseTimeout, TimeSpan enquireAfter)
    {
        var now = clock.GetTimestamp();
        var asked = Volatile.Read(ref _askedAt);
        if (asked != 0 && clock.GetElapsedTime(asked, now) >= responseTimeout) Close(LinkFault.NoAnswer);
        else if (_inFlight.Oldest() is { } oldest && clock.GetElapsedTime(oldest, now) >= responseTimeout) Close(LinkFault.NoAnswer);
        else if (asked == 0 && clock.GetElapsedTime(Volatile.Read(ref _heardAt), now) >= enquireAfter) Ask(SmppCommand.EnquireLink);
    }

    /// <summary>Ends the connection; the first fault stays. Never waits: a blocked write ends with it.</summary>
    public void Close(LinkFault fault, SmppStatus answer = SmppStatus.Ok)
    {
        if (Interlocked.CompareExchange(ref _fault, (int)fault, (int)LinkFault.None) != (int)LinkFault.None) return;

        Answer = answer;
        stream.Dispose();
    }

    /// <summary>Hands every part still here back, once the connection is closed: those never written, and those that may have arrived.</summary>
    public void TakeAll(List<PartKey> unanswered, List<PartKey> unsent)
    {
        lock (_sending)
        {
            foreach (var sequence in _unsent)
            {
                if (_inFlight.TryTake(sequence, out var key)) unsent.Add(key);
            }

            _inFlight.TakeAll(unanswered);
        }
    }

    public void Dispose() => Close(LinkFault.Stopped);

    private void Enqueue(PduHeader header)
    {
        if (_short.Count < MostShortAnswers) _short.Enqueue(header);
        else Close(LinkFault.NotSmpp);
        WriteShortAnswers();
    }

    // Whoever holds the lock looks here after letting go, so an answer queued meanwhile never stays behind.
    private void WriteShortAnswers()
    {
        while (!_short.IsEmpty && _sending.TryEnter())
        {
            try
            {
                while (_short.TryDequeue(out var header))
                {
                    if (_used + PduHeader.Size > _batch.Length && !WriteBatch()) return;
                    if (header.Command < SmppCommand.GenericNack && header.Sequence == 0) header = header with { Sequence = _inFlight.NextSequence() };
                    _used += header.Write(_batch.AsSpan(_used));
                }

                WriteBatch();
            }
            finally
            {
                _sending.Exit();
            }
        }
    }

    private bool WriteBatch()
    {
        if (Fault != LinkFault.None) return false;
        if (_used == 0) return true;

        // From here on a part may have left: a failing write leaves it in doubt, not unsent.
        var batch = _batch.AsSpan(0, _used);
        _used = 0;
        _unsent.Clear();
        try
        {
            stream.Write(batch);
            return true;
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException)
        {
            Close(LinkFault.Cut);
            return false;
        }
    }
}
