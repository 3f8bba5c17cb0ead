using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>One link as dispatch sees it: its session, and how many more parts it may carry. What the session hears goes to the mailbox, on the link's own thread.</summary>
internal sealed class Link(int number, OperatorOptions options, Mailbox mailbox, OperatorLinks links) : ISmppEvents
{
    // Small claims cost a commit each, so a quarter of the window gathers first; less than the longest message could never be claimed at all.
    private readonly int _leastCredit = Math.Max(options.Window / 4, SendMessage.MostParts);
    private volatile bool _isReady;

    public int Number => number;

    public SmppSession Session { get; set; } = null!;

    /// <summary>Parts it may still take; given back only when an answer is on disk, so that a crash never leaves more in doubt than the window. The dispatch thread's own.</summary>
    public int Credit { get; set; } = options.Window;

    public bool IsReady => _isReady;

    public bool MayClaim => _isReady && Credit >= _leastCredit;

    public void Ready(SmppSession link)
    {
        _isReady = true;
        links.Changed(this);
    }

    public void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results)
    {
        links.Milestones.Reach(Milestone.ResponseRead);
        mailbox.Answers(results);
    }

    public void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts) => mailbox.Receipts(number, receipts);

    public void Inbound(SmppSession link, InboundMessage message) => links.Heard(this, message);

    public void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent)
    {
        _isReady = false;
        mailbox.Ended(unanswered, PartEnd.Unanswered);
        mailbox.Ended(unsent, PartEnd.Unsent);
        links.Changed(this);
    }
}
