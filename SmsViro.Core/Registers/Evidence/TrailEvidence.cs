using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>What the trail shows of itself, of the clock, and of the work that comes round.</summary>
internal sealed class TrailEvidence(IEnumerable<Rhythm> rhythms) : IEvidenceSource
{
    // Entries of acts that run side by side may stand a moment out of order.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // How late work may begin before somebody has to look.
    private static readonly TimeSpan Late = TimeSpan.FromHours(2);

    public static string Said(ChainVerdict chain) => chain.BrokenAt is { } broken
        ? $"Entry {EvidenceWords.Said(broken)} of the trail is not the one that was written"
        : $"{EvidenceWords.Said(chain.Verified)} entries of the trail follow one another, checked just now";

    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var (entries, back, ahead) = await TimesAsync(moment, cancel);
        var began = (await moment.Db.Schedules.AsNoTracking().ToListAsync(cancel)).ToDictionary(schedule => schedule.Kind, schedule => schedule.LastRunAt, StringComparer.Ordinal);
        var known = rhythms.ToList();
        var late = known.Count(rhythm => began.TryGetValue(rhythm.Kind, out var at) && at < rhythm.LastDue(moment.Now - Late));
        var broken = await moment.Db.Jobs.CountAsync(job => job.State == JobState.Failed, cancel);
        var open = await moment.Db.Alerts.CountAsync(alert => alert.ClosedAt == null, cancel);
        var closed = await moment.Db.Alerts.CountAsync(alert => alert.ClosedAt != null, cancel);
        return
        [
            new(
                Controls.Logging,
                !moment.Trail.IsWhole ? EvidenceState.DoesNotHold : entries == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
                [Said(moment.Trail), $"Kept {AuditTrail.Kept.Words}"]),
            new(
                Controls.Monitoring,
                !moment.Trail.IsWhole || broken > 0 ? EvidenceState.DoesNotHold : began.Count == 0 ? EvidenceState.NoneYet : late > 0 ? EvidenceState.Overdue : EvidenceState.Shown,
                [
                    $"{EvidenceWords.Said(known.Count(rhythm => began.ContainsKey(rhythm.Kind)) - late, known.Count)} kinds of work that come round began in time",
                    $"Pieces of work that broke and wait for somebody: {EvidenceWords.Said(broken)}",
                    $"Alerts of unusual use and of failing protection: open {EvidenceWords.Said(open)}, closed with a finding {EvidenceWords.Said(closed)}",
                    Said(moment.Trail),
                ]),
            new(
                Controls.Time,
                entries == 0 ? EvidenceState.NoneYet : back > 0 || ahead ? EvidenceState.DoesNotHold : EvidenceState.Shown,
                [$"Steps back of the clock by more than a minute, in {EvidenceWords.Said(entries)} entries of the trail: {EvidenceWords.Said(back)}", ahead ? "The last entry lies in the future" : "The last entry is not in the future"]),
        ];
    }

    private static async Task<(long Entries, long Back, bool Ahead)> TimesAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var (entries, back, before) = (0L, 0L, DateTimeOffset.MinValue);
        await foreach (var at in moment.Db.AuditEntries.OrderBy(entry => entry.Number).Select(entry => entry.At).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (entries++ > 0 && before - at > Moment) back++;
            before = at;
        }

        return (entries, back, before - moment.Now > Moment);
    }
}
