using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy.Retention;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>Whether records end when they should and are what was written.</summary>
internal sealed class RecordsEvidence(RetentionSchedule schedule, JobQueue jobs) : IEvidenceSource
{
    // Every night, and a day to mend what broke.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var run = await jobs.LatestAsync<KeepRetention>(cancel);
        var year = moment.Now.AddDays(-365);
        var forgotten = await moment.Db.RetentionRuns.Where(one => one.At >= year).SumAsync(one => one.Forgotten, cancel);
        return [new(Controls.Records, StateOf(run, moment), [Said(run), $"{EvidenceWords.Said(schedule.Rules.Count)} rules; entries ended in the last 365 days: {EvidenceWords.Said(forgotten)}", TrailEvidence.Said(moment.Trail)])];
    }

    private static EvidenceState StateOf(Job? run, EvidenceMoment moment) => run switch
    {
        _ when !moment.Trail.IsWhole => EvidenceState.DoesNotHold,
        null => EvidenceState.NoneYet,
        { State: JobState.Failed } => EvidenceState.DoesNotHold,
        { EndedAt: { } ended } => moment.Now - ended > Patience ? EvidenceState.Overdue : EvidenceState.Shown,
        _ => moment.Now - run.AddedAt > Patience ? EvidenceState.Overdue : EvidenceState.Shown,
    };

    private static string Said(Job? run) => run switch
    {
        null => "The nightly run has not begun yet",
        { State: JobState.Failed } => "The last nightly run broke",
        { EndedAt: { } ended } => $"The last nightly run came to its end on {EvidenceWords.Said(ended)}",
        _ => $"The nightly run is under way since {EvidenceWords.Said(run.AddedAt)}",
    };
}
