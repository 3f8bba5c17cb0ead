using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>A mail on its way or sent, sealed from the first moment to the last.</summary>
public sealed class OutgoingMail
{
    public required Guid Id { get; init; }

    /// <summary>Whose data it is; the empty id for an address without an account.</summary>
    public required UserId Owner { get; init; }

    public required Sealed To { get; init; }

    public required Sealed Subject { get; init; }

    public required Sealed Body { get; init; }

    /// <summary>The file that goes with it; null for most.</summary>
    public Sealed? Enclosure { get; init; }

    public string? EnclosureName { get; init; }

    public string? EnclosureType { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public MailState State { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset NextTryAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public Scope Scope => Owner == default ? Scope.SystemMail : Scope.User(Owner);
}

/// <summary>Where a mail is. There is no state for giving up: it waits until it can be sent or its time is over.</summary>
public enum MailState
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Its words cannot be opened any more: the key is gone or the row is damaged.</summary>
    Unreadable = 2,
}
