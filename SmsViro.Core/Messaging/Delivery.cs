namespace SmsViro.Core.Messaging;

/// <summary>What became of a message: born at the operator's answer, finished by the receipt. Times are UTC ticks.</summary>
public sealed class Delivery
{
    /// <summary>The message's row.</summary>
    public long Id { get; init; }

    public Message Message { get; internal set; } = null!;

    public DeliveryState State { get; init; }

    public int Link { get; init; }

    /// <summary>The company it was handed to, as it was called then; empty where the simulator kept it inside the portal, null for a delivery older than this record.</summary>
    public string? Operator { get; init; }

    /// <summary>How often it was on a link, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary><see cref="PartStates"/>.</summary>
    public long Parts { get; init; }

    /// <summary>The operator's own references, one a part, a space between; "-" for a part it did not take.</summary>
    public string? OperatorIds { get; init; }

    /// <summary>The operator's answer to the submission (SMPP clause 5.1.3); 0 when it took the message.</summary>
    public int Answer { get; init; }

    /// <summary>The network's own code for the outcome, when it gave one.</summary>
    public string? Reason { get; init; }

    public long? SubmittedAt { get; init; }

    public long? SentAt { get; init; }

    public long? DoneAt { get; init; }

    /// <summary>When it is offered to the operator again; null when it is not.</summary>
    public long? Due { get; init; }
}
