using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>One portal's connection to the simulated operator, on its own thread: reads, answers in one write per read, and keeps deliveries until they are acknowledged.</summary>
internal sealed class SimulatedLink(OperatorSimulator simulator, Socket socket, TimeProvider clock)
{
    // Room for a PDU of the greatest size we write, twice.
    private const int Spare = 2 * 1024;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Lock _sending = new();
    private readonly byte[] _input = new byte[PduHeader.MaxLength];
    private readonly byte[] _output = new byte[PduHeader.MaxLength];
    private readonly Dictionary<uint, PendingDelivery> _unacknowledged = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _used;
    private uint _next = 1;
    private bool _submits;
    private volatile bool _receives;
    private bool _closing;

    /// <summary>Bound as receiver or transceiver.</summary>
    public bool Receives => _receives;

    /// <summary>Completes when the connection has ended and its deliveries are returned.</summary>
    public Task Ended => _ended.Task;

    public void Cut() => socket.Dispose();

    public void Run()
    {
        try
        {
            Read();
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or SmppProtocolException)
        {
            // A caller that goes, is cut, or does not speak SMPP ends here; the next one is not concerned.
        }

        _receives = false;
        socket.Dispose();
        lock (_sending)
        {
            _closing = true;
            simulator.Return(_unacknowledged.Values);
            _unacknowledged.Clear();
        }

        simulator.Forget(this);
        _ended.SetResult();
    }

    /// <summary>Sends deliveries in as few writes as they fit; those that cannot go are returned.</summary>
    public void Deliver(List<PendingDelivery> deliveries, DateTimeOffset now)
    {
        if (deliveries.Count == 0) return;

        lock (_sending)
        {
            if (_closing)
            {
                simulator.Return(deliveries);
                return;
            }

            foreach (var delivery in deliveries) Lay(delivery, now);
            TryWrite();
        }
    }

    private void Read()
    {
        var have = 0;
        while (!_closing)
        {
            var read = socket.Receive(_input.AsSpan(have));
            if (read == 0) return;

            have += read;
            var at = 0;
            lock (_sending)
            {
                var now = clock.GetUtcNow();
                while (PduHeader.TryRead(_input.AsSpan(at, have - at), out var header))
                {
                    Take(header, _input.AsSpan(at + PduHeader.Size, header.Length - PduHeader.Size), now);
                    at += header.Length;
                }

                TryWrite();
            }

            _input.AsSpan(at, have - at).CopyTo(_input);
            have -= at;
        }
    }

    private void Take(PduHeader header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        switch (header.Command)
        {
            case SmppCommand.BindTransceiver or SmppCommand.BindTransmitter or SmppCommand.BindReceiver:
                Bind(header, body);
                break;
            case SmppCommand.SubmitSm:
                Submit(header, body, now);
                break;
            case SmppCommand.DeliverSmResp:
                if (_unacknowledged.Remove(header.Sequence, out var delivery) && header.Status == SmppStatus.TemporaryReceiverError) simulator.Later(delivery, Again);
                break;
            case SmppCommand.EnquireLink:
                Answer(SmppCommand.EnquireLinkResp, SmppStatus.Ok, header.Sequence);
                break;
            case SmppCommand.Unbind:
                Answer(SmppCommand.UnbindResp, SmppStatus.Ok, header.Sequence);
                (_closing, _receives) = (true, false);
                break;
            case >= SmppCommand.GenericNack:
                break;
            default:
                Answer(SmppCommand.GenericNack, SmppStatus.InvalidCommand, header.Sequence);
                break;
        }
    }

    private void Bind(PduHeader header, ReadOnlySpan<byte> body)
    {
        var answer = (SmppCommand)((uint)header.Command | (uint)SmppCommand.GenericNack);
        var status = !Smpp.Bind.TryParse(body, out var bind) ? SmppStatus.InvalidCommandLength
            : _submits || _receives ? SmppStatus.AlreadyBound
            : !bind.SystemId.SequenceEqual(Encoding.ASCII.GetBytes(simulator.Options.SystemId)) ? SmppStatus.InvalidSystemId
            : !bind.Password.SequenceEqual(Encoding.ASCII.GetBytes(simulator.Password)) ? SmppStatus.InvalidPassword
            : SmppStatus.Ok;
        if (status != SmppStatus.Ok)
        {
            Answer(answer, status, header.Sequence);
            return;
        }

        Reserve();
        var writer = new PduWriter(_output.AsSpan(_used));
        writer.Text(Encoding.ASCII.GetBytes(simulator.Options.SystemId));
        writer.Tlv(TlvTag.ScInterfaceVersion, [Smpp.Bind.Version]);
        _used += writer.End(answer, SmppStatus.Ok, header.Sequence);
        _submits = header.Command != SmppCommand.BindReceiver;
        _receives = header.Command != SmppCommand.BindTransmitter;
        if (_receives) simulator.Welcome(this);
    }

    private void Submit(PduHeader header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        Reserve();
        if (!_submits || !ShortMessage.TryParse(body, out var part))
        {
            Answer(SmppCommand.SubmitSmResp, _submits ? SmppStatus.InvalidMessageLength : SmppStatus.NotBound, header.Sequence);
            return;
        }

        var (status, behaviour, number) = simulator.Judge(part);
        if (status != SmppStatus.Ok)
        {
            Answer(SmppCommand.SubmitSmResp, status, header.Sequence);
            return;
        }

        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextInt64().TryFormat(id, out _, "x16", CultureInfo.InvariantCulture);
        var writer = new PduWriter(_output.AsSpan(_used));
        writer.Text(id);
        _used += writer.End(SmppCommand.SubmitSmResp, SmppStatus.Ok, header.Sequence);

        simulator.Phones?.Take(part, now);

        // A phone answers a text once, not once a part.
        if (behaviour == Behaviour.Replies && number == 1) Send(Pending(part, id, now, "Thank you, we have your message."u8.ToArray()), simulator.Options.ReceiptDelay, now);
        if (part.WantsReceipt && simulator.Options.Receipts && behaviour != Behaviour.Silent)
        {
            Send(Pending(part, id, now, null, StateOf(behaviour)), behaviour == Behaviour.Slow ? simulator.Options.SlowDelay : simulator.Options.ReceiptDelay, now);
        }
    }

    private static MessageState StateOf(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Undelivered => MessageState.Undeliverable,
        Behaviour.Expired => MessageState.Expired,
        _ => MessageState.Delivered,
    };

    private static PendingDelivery Pending(in ShortMessage part, ReadOnlySpan<byte> id, DateTimeOffset now, byte[]? reply, MessageState state = default) => new()
    {
        Phone = part.Destination.Digits.ToArray(),
        Sender = part.Source.Digits.ToArray(),
        SenderKind = part.Source.Kind,
        SenderPlan = part.Source.Plan,
        Id = new(id),
        State = state,
        Reply = reply,
        AcceptedAt = now,
    };

    private void Send(PendingDelivery delivery, TimeSpan delay, DateTimeOffset now)
    {
        if (delay > TimeSpan.Zero || !_receives) simulator.Later(delivery, delay);
        else Lay(delivery, now);
    }

    private void Lay(PendingDelivery delivery, DateTimeOffset now)
    {
        Reserve();
        var sequence = _next;
        _next = sequence == 0x7FFFFFFF ? 1 : sequence + 1;
        _unacknowledged[sequence] = delivery;
        _used += delivery.Write(_output.AsSpan(_used), sequence, now);
    }

    private void Answer(SmppCommand command, SmppStatus status, uint sequence)
    {
        Reserve();
        _used += PduHeader.WriteAlone(_output.AsSpan(_used), command, status, sequence);
    }

    private void Reserve()
    {
        if (_used + Spare > _output.Length) TryWrite();
    }

    private void TryWrite()
    {
        var octets = _output.AsSpan(0, _used);
        _used = 0;
        try
        {
            socket.Send(octets);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // The reader notices the same cut and returns what is unacknowledged.
            socket.Dispose();
        }
    }
}
