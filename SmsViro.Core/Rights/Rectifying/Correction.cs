using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>A value our staff put right for her, or her own statement set beside a record that may not be rewritten (GDPR Article 16).</summary>
public sealed class Correction
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>The detail that was changed; null for a statement.</summary>
    public DetailKind? Detail { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The id of the category that the record of a statement belongs to; null for a detail.</summary>
    public string? Category { get; init; }

    /// <summary>The declaring table's name, where a statement stands beside one entry; null where it is about all of its category.</summary>
    public string? Table { get; init; }

    /// <summary>The name of the entry's key.</summary>
    public string? Row { get; init; }

    /// <summary>What stood there; null where nothing did.</summary>
    public Sealed? Was { get; set; }

    /// <summary>What stands there now, or the statement.</summary>
    public Sealed Is { get; set; }
}

/// <summary>Somebody outside this company who received the data and is to be told that it was wrong, is restricted or is erased (GDPR Article 19).</summary>
public sealed class RecipientTask
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>As the record of what was handed over names it.</summary>
    public required string Recipient { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>How they were told, or why that was impossible or out of all proportion; null also once the key of an erased request is gone.</summary>
    public Sealed? How { get; set; }
}
