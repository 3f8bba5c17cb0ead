namespace SmsViro.Core.Registers.Alerts;

/// <summary>One walk along the audit trail: how far it reached and whether every entry followed. The end it names has to be there at the next one.</summary>
public sealed class TrailCheck
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The number of the last entry then; 0 for an empty trail.</summary>
    public long Number { get; init; }

    /// <summary>The head of that entry.</summary>
    public required byte[] Head { get; init; }

    /// <summary>Entries that followed one another.</summary>
    public long Verified { get; init; }

    /// <summary>The first entry that did not, or that is missing; null when all were there. One that was judged is named only where there is no other.</summary>
    public long? BrokenAt { get; init; }
}
