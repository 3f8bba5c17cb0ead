using SmsViro.Core.Values;

namespace SmsViro.Core.Rights;

/// <summary>What one store said to an erasure.</summary>
public sealed class StoreAnswer
{
    public Guid RequestId { get; init; }

    /// <summary>The store's own name.</summary>
    public required string Store { get; init; }

    public UserId UserId { get; init; }

    public bool Done { get; set; }

    public long Removed { get; set; }

    public long Retained { get; set; }

    /// <summary>What a second look still found.</summary>
    public long Left { get; set; }

    public DateTimeOffset At { get; set; }
}
