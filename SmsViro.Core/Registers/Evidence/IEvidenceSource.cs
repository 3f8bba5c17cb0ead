using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Counts what can be shown for the controls of one subject; it reads and changes nothing.</summary>
public interface IEvidenceSource
{
    Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel);
}

/// <summary>What every source reads from, at one instant.</summary>
/// <param name="Db">For reading.</param>
/// <param name="Now">The instant.</param>
/// <param name="Today">Its day at the seat.</param>
/// <param name="Reviews">When each review comes round.</param>
/// <param name="Trail">Whether every entry of the trail follows the one before it.</param>
/// <param name="Deeds">The entries that the trail holds of each deed.</param>
public sealed record EvidenceMoment(
    PortalDbContext Db, DateTimeOffset Now, DateOnly Today, IReadOnlyList<ReviewDue> Reviews, ChainVerdict Trail, IReadOnlyDictionary<AuditDeed, long> Deeds)
{
    public long Times(params ReadOnlySpan<AuditDeed> deeds)
    {
        var times = 0L;
        foreach (var deed in deeds) times += Deeds.GetValueOrDefault(deed);
        return times;
    }

    public ReviewDue Review(ReviewKind kind) => Reviews.Single(review => review.Kind == kind);
}
