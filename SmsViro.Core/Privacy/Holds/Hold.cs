using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>The grounds on which something outlives its erasure; no other is in the law's list for us.</summary>
public enum HoldGround
{
    /// <summary>To establish, exercise or defend a legal claim (GDPR Article 17(3)(e)).</summary>
    LegalClaim = 1,

    /// <summary>A law or an order obliges us to keep it (GDPR Article 17(3)(b)).</summary>
    LegalObligation = 2,
}

/// <summary>One item that must stay: a row, or a person's rows of one category. Everything else of hers goes as if there were no hold.</summary>
public sealed class Hold
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>The id of a category; null where the hold is of one row.</summary>
    public string? Category { get; init; }

    /// <summary>The declaring table's name; null where the hold is of a category.</summary>
    public string? Table { get; init; }

    /// <summary>The name of the row's key.</summary>
    public string? Row { get; init; }

    public HoldGround Ground { get; init; }

    /// <summary>Why, in the words of whoever placed it; sealed in hold/{id}.</summary>
    public Sealed? Reason { get; set; }

    public DateTimeOffset PlacedAt { get; init; }

    public UserId PlacedBy { get; init; }

    /// <summary>The day on which somebody must ask whether it is still needed.</summary>
    public DateOnly ReviewOn { get; set; }

    /// <summary>When a second person agreed that it is needed; null while nobody has.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public UserId? ConfirmedBy { get; set; }

    public DateTimeOffset? ReleaseAskedAt { get; set; }

    /// <summary>Who wants it to end; somebody else releases it.</summary>
    public UserId? ReleaseAskedBy { get; set; }

    public DateTimeOffset? ReleasedAt { get; set; }

    public UserId? ReleasedBy { get; set; }

    /// <summary>By when a second person looks: it keeps from its first instant, for evidence must not go meanwhile.</summary>
    public DateOnly ConfirmBy => DateOnly.FromDateTime(PlacedAt.UtcDateTime).AddDays(7);

    public bool IsActive => ReleasedAt is null;
}

/// <summary>A row as it was when an erasure took it, kept for a hold: its words under a key of the hold's own, which ends with the hold.</summary>
public sealed class HeldItem
{
    public Guid Id { get; init; }

    public Guid HoldId { get; init; }

    public UserId UserId { get; init; }

    /// <summary>The declaring table's name.</summary>
    public required string Table { get; init; }

    /// <summary>The name of the row's key.</summary>
    public required string Row { get; init; }

    /// <summary>A line per column: label and value.</summary>
    public Sealed Content { get; init; }

    public DateTimeOffset KeptAt { get; init; }
}
