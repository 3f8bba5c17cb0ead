using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Restricting;

/// <summary>Staff announce that a restriction ends: she is told a week before, and it is never lifted unless the letter has gone (Article 18(3)).</summary>
public sealed class AnnounceEnd(RequestDesk desk, LetterWriter letters, RightsOptions options, TimeProvider clock)
{
    /// <summary>From the letter to the end.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(7);

    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string because, CancellationToken cancel)
    {
        if (because.Trim().Length < RequestDesk.ShortestWords) return DeskRefusal.NeedsWords;
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;

        var ends = clock.GetUtcNow() + Notice;
        var letter = await letters.DraftAsync(
            found, LetterKind.RestrictionEnds, found.DueOn, facts => facts with { Words = because.Trim(), Until = StatutoryClock.DayAt(ends, options.SeatZone) }, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.RestrictionEndTold,
                Unless = (db, _) => db.Restrictions.Any(row => row.RequestId == id && row.LiftedAt == null && row.EndsAt == null) ? null : DeskRefusal.NotNow,
                Change = (db, _, _) =>
                {
                    foreach (var row in db.Restrictions.Where(row => row.RequestId == id && row.LiftedAt == null && row.EndsAt == null)) (row.EndsAt, row.EndLetter) = (ends, letter.Kept.Mail);
                },
                Letter = _ => Task.FromResult<LetterDraft?>(letter),
            },
            cancel);
    }
}
