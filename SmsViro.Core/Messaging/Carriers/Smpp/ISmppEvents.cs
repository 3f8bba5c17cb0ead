namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>
/// What a link tells its owner, on the link's own thread and in batches as they were read; the spans live until the call returns.
/// Only <see cref="Ready"/> after a pause comes from a timer, beside the others.
/// A handler hands work over and returns: while it runs nothing is read. One that throws takes the link down.
/// </summary>
public interface ISmppEvents
{
    /// <summary>The link is bound, or a pause the operator asked for is over: parts may be offered.</summary>
    void Ready(SmppSession link);

    /// <summary>Answers to parts taken earlier; they come before the receipts read together with them.</summary>
    void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results);

    /// <summary>Receipts, each waiting for <see cref="SmppSession.Acknowledge"/>.</summary>
    void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts);

    /// <summary>A text from outside, waiting for <see cref="SmppSession.Acknowledge"/>.</summary>
    void Inbound(SmppSession link, InboundMessage message);

    /// <summary>
    /// The link is down and every taken part comes back: <paramref name="unanswered"/> may or may not have reached the operator, <paramref name="unsent"/> never left.
    /// Also called, with empty lists, when a connection or bind failed.
    /// </summary>
    void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent);
}
