namespace SmsViro.Core.Messaging;

/// <summary>Where a message is in its life; the numbers are stored.</summary>
public enum DeliveryState
{
    Scheduled = 0,

    /// <summary>Accepted and paid for, not yet on a link.</summary>
    Queued = 1,

    /// <summary>On a link, the operator's answer not yet recorded.</summary>
    Submitting = 2,

    /// <summary>The operator took every part.</summary>
    Sent = 3,

    /// <summary>Every part is on the phone.</summary>
    Delivered = 4,
    Undelivered = 5,
    Expired = 6,
    Rejected = 7,

    /// <summary>A crash or a cut link left no answer, or the network could not say.</summary>
    Unknown = 8,
    Cancelled = 9,
    Suppressed = 10,
}
