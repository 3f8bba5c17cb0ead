using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Where a look-up stands; the numbers are stored.</summary>
public enum LookupState
{
    /// <summary>One member of staff asked; another must agree.</summary>
    Asked = 1,

    /// <summary>Agreed; the search runs.</summary>
    Running = 2,
    Ready = 3,
    Refused = 4,

    /// <summary>The search could not be made.</summary>
    Failed = 5,
}

/// <summary>A search across all customers for the sake of one open request of a recipient: two people, each recorded, and never a word of a text.</summary>
public sealed class RecipientLookup
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId AskedBy { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Who agreed or refused; never who asked.</summary>
    public UserId? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public LookupState State { get; set; }
}
