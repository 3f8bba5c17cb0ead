using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Messages accepted together: a campaign, or a single message as a batch of one. The queue is a row per batch, not per message.</summary>
public sealed class MessageBatch
{
    /// <summary>Its number; a message's row is this and its ordinal.</summary>
    public long No { get; init; }

    /// <summary>The id of its first message; for a single message the id of its draft. Unique, so what was sent once is not sent again.</summary>
    public Guid Id { get; init; }

    public AccountId AccountId { get; init; }

    public MessageKind Kind { get; init; }

    public BatchState State { get; init; }

    /// <summary>Not before this instant, in UTC ticks.</summary>
    public long Due { get; init; }

    /// <summary>The first message no link has taken yet.</summary>
    public int NextOrdinal { get; init; }

    public int Total { get; init; }

    /// <summary>The text all of them share, sealed once.</summary>
    public Sealed Text { get; init; }

    public int Parts { get; init; }

    /// <summary>The UTC month of acceptance as a number, 202611, or the day, 20261124; with the account it names the key.</summary>
    public int Bucket { get; init; }

    public Currency Currency { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    public int Sent { get; init; }

    public int Delivered { get; init; }

    public int Failed { get; init; }

    /// <summary>When its text and its messages' numbers were erased, by the days their sender keeps them; null while they are there.</summary>
    public DateTimeOffset? ContentErasedAt { get; init; }

    /// <summary>When the text of a one-time code was discarded because it had served; its number and state stay as long as any.</summary>
    public DateTimeOffset? TextDiscardedAt { get; init; }

    /// <summary>When an archive brought it in as history: another account sent it, or whoever made the archive says so. Null for what was sent from here.</summary>
    public DateTimeOffset? BroughtInAt { get; init; }
}

/// <summary>Where a batch is in the queue; the numbers are stored.</summary>
public enum BatchState
{
    /// <summary>Its rows are still being written; nobody has been told yet.</summary>
    Accepting = 0,
    Queued = 1,

    /// <summary>Every message has been on a link.</summary>
    Drained = 2,

    /// <summary>A crash interrupted the acceptance: nothing was sent, the hold went back.</summary>
    Voided = 3,
}
