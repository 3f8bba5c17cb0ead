namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A receipt whose message this process does not know yet: its answer is still on the way, or another process sent it.</summary>
public sealed class StrayReceipt
{
    public long Id { get; init; }

    public required string OperatorId { get; init; }

    /// <summary>The network's state as the wire numbers it (SMPP clause 5.2.28).</summary>
    public int State { get; init; }

    public string? Reason { get; init; }

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }
}
