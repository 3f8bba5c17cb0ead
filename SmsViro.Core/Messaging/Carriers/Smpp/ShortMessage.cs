namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The body submit_sm and deliver_sm share (clauses 4.4.1 and 4.6.1), over the octets it was read from.</summary>
public readonly ref struct ShortMessage
{
    /// <summary>Octets of an address, its NUL not counted (clauses 5.2.8 and 5.2.9).</summary>
    public const int MaxAddress = 20;

    /// <summary>Octets of short_message (clause 5.2.22); longer texts travel in parts.</summary>
    public const int MaxMessage = 254;

    /// <summary>Room for any PDU <see cref="Write"/> makes without optional parameters.</summary>
    public const int MaxWritten = 512;

    public Address Source { get; init; }
    public required Address Destination { get; init; }
    public EsmClass EsmClass { get; init; }
    public DataCoding DataCoding { get; init; }

    /// <summary>Asks for a receipt when the part has reached its last state (clause 5.2.17).</summary>
    public bool WantsReceipt { get; init; }

    /// <summary>What travels: a header when <see cref="Smpp.EsmClass.UserDataHeader"/> is set, then the text.</summary>
    public required ReadOnlySpan<byte> Message { get; init; }

    public Tlvs Tlvs { get; private init; }

    /// <summary>False when a field is missing, unterminated or longer than its clause allows.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out ShortMessage message)
    {
        var reader = new PduReader(body);
        reader.Text(6); // service_type
        var source = Address.Read(ref reader);
        var destination = Address.Read(ref reader);
        var esmClass = (EsmClass)reader.Octet();
        reader.Octets(2); // protocol_id, priority_flag
        reader.Text(17); // schedule_delivery_time
        reader.Text(17); // validity_period
        var registered = reader.Octet();
        reader.Octet(); // replace_if_present_flag
        var coding = (DataCoding)reader.Octet();
        reader.Octet(); // sm_default_msg_id
        var text = reader.Octets(reader.Octet());
        var whole = Tlvs.TryParse(reader.Rest(), out var tlvs) && !reader.Failed;

        // message_payload stands in for an empty short_message (clause 5.3.2.32).
        if (whole && text.IsEmpty && tlvs.TryFind(TlvTag.MessagePayload, out var payload)) text = payload;

        message = new()
        {
            Source = source,
            Destination = destination,
            EsmClass = esmClass,
            DataCoding = coding,
            WantsReceipt = (registered & 0x03) == 1,
            Message = text,
            Tlvs = tlvs,
        };
        return whole;
    }

    /// <summary>Whether every field is within the length its clause allows: asked before <see cref="Write"/>.</summary>
    public bool Fits => Source.Digits.Length <= MaxAddress && Destination.Digits.Length is > 0 and <= MaxAddress && Message.Length <= MaxMessage;

    public int Write(Span<byte> to, SmppCommand command, uint sequence)
    {
        var writer = Lay(to);
        return writer.End(command, SmppStatus.Ok, sequence);
    }

    /// <summary>Writes a receipt in the form most operators use: words in the text, and the same in optional parameters.</summary>
    public int WriteReceipt(Span<byte> to, uint sequence, ReadOnlySpan<byte> id, MessageState state)
    {
        var writer = Lay(to);
        Span<byte> terminated = stackalloc byte[OperatorId.MaxLength + 1];
        id.CopyTo(terminated);
        writer.Tlv(TlvTag.ReceiptedMessageId, terminated[..(id.Length + 1)]);
        writer.Tlv(TlvTag.MessageState, [(byte)state]);
        return writer.End(SmppCommand.DeliverSm, SmppStatus.Ok, sequence);
    }

    private PduWriter Lay(Span<byte> to)
    {
        var writer = new PduWriter(to);
        writer.Text([]);
        Source.Write(ref writer);
        Destination.Write(ref writer);
        writer.Octets([(byte)EsmClass, 0, 0, 0, 0, WantsReceipt ? (byte)1 : (byte)0, 0, (byte)DataCoding, 0, (byte)Message.Length]);
        writer.Octets(Message);
        return writer;
    }
}
