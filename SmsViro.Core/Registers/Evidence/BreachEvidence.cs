using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Registers.Breaches;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>What the register of breaches shows.</summary>
internal sealed class BreachEvidence(BreachProfile profile) : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var breaches = await moment.Db.Breaches.AsNoTracking().ToListAsync(cancel);
        var clocks = breaches.SelectMany(breach => BreachClocks.Of(breach, profile)).ToList();
        var ended = clocks.Where(clock => clock.DoneAt is not null || clock.IsOverdue(moment.Now)).ToList();
        var isLate = breaches.SelectMany(breach => BreachClocks.Running(breach, profile)).Any(clock => clock.IsOverdue(moment.Now));
        return
        [
            new(
                Controls.Incidents,
                breaches.Count == 0 ? EvidenceState.NoneYet : isLate ? EvidenceState.Overdue : EvidenceState.Shown,
                [
                    $"Breaches open {EvidenceWords.Said(breaches.Count(breach => breach.ClosedAt is null))}, closed {EvidenceWords.Said(breaches.Count(breach => breach.ClosedAt is not null))}",
                    $"{EvidenceWords.Said(ended.Count(clock => clock.DoneAt <= clock.DueAt), ended.Count)} notices that were due went in time",
                ]),
        ];
    }
}
