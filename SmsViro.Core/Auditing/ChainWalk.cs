namespace SmsViro.Core.Auditing;

/// <summary>
/// Follows a trail entry by entry. It begins at the first entry ever, or at the last of those whose time was over: that one stays, unproved itself, to hold the ones after it.
/// </summary>
internal sealed class ChainWalk(DateTimeOffset now)
{
    /// <summary>The head of the last entry that was reached.</summary>
    public byte[] Head { get; private set; } = AuditChain.Genesis;

    /// <summary>The number of the last entry that was reached.</summary>
    public long Number { get; private set; }

    /// <summary>Entries that follow the one before them.</summary>
    public long Verified { get; private set; }

    /// <summary>False when the entry does not follow. A trail that begins with an entry of this year was cut by somebody else than time.</summary>
    public bool Goes(AuditEntry entry)
    {
        var isStump = Number == 0 && entry.Number > 1 && entry.At < AuditTrail.Kept.Before(now);
        if (!isStump && (entry.Number != Number + 1 || !AuditChain.Follows(Head, entry))) return false;

        (Head, Number) = (entry.Head, entry.Number);
        if (!isStump) Verified++;
        return true;
    }

    /// <summary>What is wrong where an entry did not go.</summary>
    public ChainBreak BreakBefore(AuditEntry entry) => new(Number + 1, Math.Max(Number + 1, entry.Number - 1));

    /// <summary>Takes an entry that did not go as it stands: what was written after it vouches for the head it holds.</summary>
    public void GoOnFrom(AuditEntry entry) => (Head, Number) = (entry.Head, entry.Number);
}
