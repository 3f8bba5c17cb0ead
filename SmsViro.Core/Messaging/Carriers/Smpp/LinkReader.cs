using System.Runtime.InteropServices;
using System.Text;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Reads one connection on the link's thread: cuts PDUs out of the stream, answers what needs no owner, and hands results over once per read.</summary>
internal sealed class LinkReader(SmppSession session, SmppConnection connection, ISmppEvents events)
{
    // One PDU of the greatest length; a peer can never make us keep more.
    private readonly byte[] _buffer = new byte[PduHeader.MaxLength];
    private readonly List<SubmitResult> _results = new(1024);
    private readonly List<ReceiptArrival> _receipts = new(1024);
    private readonly List<InboundMessage> _inbound = [];

    /// <summary>Reads until the connection ends; the reason is the connection's fault.</summary>
    public void Run()
    {
        var have = 0;
        while (connection.Fault == LinkFault.None)
        {
            var read = connection.Read(_buffer.AsSpan(have));
            if (read == 0) break;

            have = Cut(have + read);
            HandOver();
            session.UnbindWhenDrained();
        }
    }

    private int Cut(int have)
    {
        var at = 0;
        try
        {
            while (PduHeader.TryRead(_buffer.AsSpan(at, have - at), out var header))
            {
                Take(header, _buffer.AsSpan(at + PduHeader.Size, header.Length - PduHeader.Size));
                at += header.Length;
            }
        }
        catch (SmppProtocolException)
        {
            // What was read before the nonsense was sound and is not lost.
            connection.Reply(SmppCommand.GenericNack, SmppStatus.InvalidCommandLength, 0);
            HandOver();
            throw;
        }

        _buffer.AsSpan(at, have - at).CopyTo(_buffer);
        return have - at;
    }

    private void Take(PduHeader header, ReadOnlySpan<byte> body)
    {
        switch (header.Command)
        {
            case SmppCommand.SubmitSmResp:
                Answered(header, body);
                break;
            case SmppCommand.DeliverSm:
                Delivered(header, body);
                break;
            case SmppCommand.EnquireLink:
                connection.Reply(SmppCommand.EnquireLinkResp, SmppStatus.Ok, header.Sequence);
                break;
            case SmppCommand.EnquireLinkResp:
                connection.Answered();
                break;
            case SmppCommand.BindTransceiverResp or SmppCommand.BindTransmitterResp or SmppCommand.BindReceiverResp:
                connection.Answered();
                if (header.Status == SmppStatus.Ok) session.Bound(connection);
                else connection.Close(LinkFault.BindRefused, header.Status);
                break;
            case SmppCommand.Unbind:
                connection.Reply(SmppCommand.UnbindResp, SmppStatus.Ok, header.Sequence);
                HandOver();
                connection.Close(LinkFault.UnboundByOperator);
                break;
            case SmppCommand.UnbindResp:
                HandOver();
                connection.Close(LinkFault.Stopped);
                break;
            case SmppCommand.GenericNack:
                // The operator did not understand one of our requests: a part is refused, a question counts as answered.
                if (connection.TryTake(header.Sequence, out var key)) _results.Add(new(key, header.Status, default));
                else connection.Answered();
                break;
            case SmppCommand.Outbind or SmppCommand.DeliverSmResp:
                break;
            default:
                if (header.Command < SmppCommand.GenericNack) connection.Reply(SmppCommand.GenericNack, SmppStatus.InvalidCommand, header.Sequence);
                break;
        }
    }

    private void Answered(PduHeader header, ReadOnlySpan<byte> body)
    {
        // Read before the part is taken: one whose answer cannot be read stays unanswered and comes back when the link falls.
        var reader = new PduReader(body);
        var id = reader.Text(OperatorId.MaxLength + 1);
        if (header.Status == SmppStatus.Ok && reader.Failed) throw new SmppProtocolException("A submit_sm_resp ends inside its message_id.");

        // A part nobody waits for was answered twice, or before this connection.
        if (!connection.TryTake(header.Sequence, out var key)) return;

        _results.Add(new(key, header.Status, header.Status == SmppStatus.Ok ? new(id) : default));
        session.Slow(header.Status);
    }

    private void Delivered(PduHeader header, ReadOnlySpan<byte> body)
    {
        if (!ShortMessage.TryParse(body, out var message))
        {
            // Asking for it again would bring the same octets again, for ever.
            connection.Reply(SmppCommand.DeliverSmResp, SmppStatus.PermanentReceiverError, header.Sequence);
            return;
        }

        var token = new DeliveryToken(connection.Number, header.Sequence);
        var type = message.EsmClass & EsmClass.TypeMask;
        if (type is not (EsmClass.Receipt or EsmClass.Intermediate)) _inbound.Add(Inbound(message, token));
        else if (DeliveryReceipt.TryRead(message.Message, message.Tlvs, out var receipt)) _receipts.Add(new(new(receipt.Id), receipt.State, receipt.Error, token));
        else connection.Acknowledge([token], SmppStatus.PermanentReceiverError);
    }

    private static InboundMessage Inbound(in ShortMessage message, DeliveryToken token)
    {
        var text = message.Message;
        var part = (message.EsmClass & EsmClass.UserDataHeader) != 0 ? ConcatHeader.Read(text, out text) : ConcatHeader.Read(message.Tlvs);
        return new()
        {
            From = Encoding.Latin1.GetString(message.Source.Digits),
            To = Encoding.Latin1.GetString(message.Destination.Digits),
            Text = message.DataCoding switch
            {
                DataCoding.Ucs2 => Segments.Decode(SmsEncoding.Ucs2, text),
                DataCoding.Ascii or DataCoding.Latin1 => Encoding.Latin1.GetString(text),
                _ => Segments.Decode(SmsEncoding.Gsm7, text),
            },
            Part = part,
            Token = token,
        };
    }

    private void HandOver()
    {
        if (_results.Count > 0) events.Responses(session, CollectionsMarshal.AsSpan(_results));
        _results.Clear();
        if (_receipts.Count > 0) events.Receipts(session, CollectionsMarshal.AsSpan(_receipts));
        _receipts.Clear();
        foreach (var message in _inbound) events.Inbound(session, message);
        _inbound.Clear();
    }
}
