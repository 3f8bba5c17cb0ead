using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A delivery row about to be written; a time of 0 is none.</summary>
internal readonly struct DeliveryRow
{
    public required long Id { get; init; }
    public required DeliveryState State { get; init; }
    public required int Link { get; init; }
    public required string? Operator { get; init; }
    public required int Attempt { get; init; }
    public required PartStates Parts { get; init; }

    /// <summary>The one reference of a single part; <see cref="JoinedIds"/> has those of several.</summary>
    public OperatorId SingleId { get; init; }
    public string? JoinedIds { get; init; }
    public int Answer { get; init; }
    public required long SubmittedAt { get; init; }
    public long SentAt { get; init; }
    public long DoneAt { get; init; }
    public long Due { get; init; }

    /// <summary>The references as stored; null when the operator gave none.</summary>
    public string? OperatorIds => JoinedIds ?? (SingleId.IsEmpty ? null : SingleId.ToString());
}

/// <summary>A final receipt for one part of a message we know.</summary>
internal readonly record struct MatchedReceipt(long Id, int Part, PartState State, OperatorId Operator, string? Reason);

/// <summary>Money to move for one message or one batch.</summary>
internal readonly record struct Booking(BatchHead Batch, long Micros, Guid Deed);

/// <summary>What a batch's counters grow by.</summary>
internal record struct Tally(int Sent, int Delivered, int Failed);

/// <summary>The head of the queue as claimed under lock.</summary>
internal readonly record struct QueueHead(long No, int NextOrdinal, int Total, int Parts);
