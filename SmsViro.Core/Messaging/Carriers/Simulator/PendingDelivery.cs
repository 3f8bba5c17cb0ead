using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>A receipt or a reply on its way to the portal: from a phone to whom the part was sent by.</summary>
internal sealed class PendingDelivery
{
    public required byte[] Phone { get; init; }

    public required byte[] Sender { get; init; }

    public required byte SenderKind { get; init; }

    public required byte SenderPlan { get; init; }

    public OperatorId Id { get; init; }

    public MessageState State { get; init; }

    /// <summary>The phone's own words; null for a receipt.</summary>
    public byte[]? Reply { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Writes the deliver_sm and returns its length.</summary>
    public int Write(Span<byte> to, uint sequence, DateTimeOffset now)
    {
        Span<byte> text = stackalloc byte[160];
        var message = new ShortMessage
        {
            Source = Address.International(Phone),
            Destination = new(SenderKind, SenderPlan, Sender),
            EsmClass = Reply is null ? EsmClass.Receipt : EsmClass.Default,
            Message = Reply ?? text[..Words(text, now)],
        };
        return Reply is null ? message.WriteReceipt(to, sequence, Id.Span, State) : message.Write(to, SmppCommand.DeliverSm, sequence);
    }

    // The form of appendix B. It quotes nothing of the text: a receipt needs no copy of it.
    private int Words(Span<byte> to, DateTimeOffset now)
    {
        var at = 0;
        Append("id:"u8, to, ref at);
        Append(Id.Span, to, ref at);
        Append(State == MessageState.Delivered ? " sub:001 dlvrd:001 submit date:"u8 : " sub:001 dlvrd:000 submit date:"u8, to, ref at);
        Append(AcceptedAt, to, ref at);
        Append(" done date:"u8, to, ref at);
        Append(now, to, ref at);
        Append(State switch
        {
            MessageState.Delivered => " stat:DELIVRD err:000 text:"u8,
            MessageState.Expired => " stat:EXPIRED err:027 text:"u8,
            _ => " stat:UNDELIV err:001 text:"u8,
        }, to, ref at);
        return at;
    }

    private static void Append(ReadOnlySpan<byte> words, Span<byte> to, ref int at)
    {
        words.CopyTo(to[at..]);
        at += words.Length;
    }

    private static void Append(DateTimeOffset time, Span<byte> to, ref int at)
    {
        time.TryFormat(to[at..], out var written, "yyMMddHHmm", System.Globalization.CultureInfo.InvariantCulture);
        at += written;
    }
}
