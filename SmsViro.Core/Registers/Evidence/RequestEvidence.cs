using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>How the rights of the people concerned were answered.</summary>
internal sealed class RequestEvidence(RightsOptions options) : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var requests = (await moment.Db.PrivacyRequests.AsNoTracking().Select(request => new { request.Kind, request.State, request.DueOn, request.EndedAt }).ToListAsync(cancel))
            .Select(request => new Asked(request.Kind, request.State, request.DueOn, DayOf(request.EndedAt))).ToList();
        var recipients = (await moment.Db.RecipientRequests.AsNoTracking().Select(request => new { request.DueOn, request.AnsweredAt }).ToListAsync(cancel))
            .Select(request => new Asked(null, request.AnsweredAt is null ? RequestState.Open : RequestState.Fulfilled, request.DueOn, DayOf(request.AnsweredAt))).ToList();
        return
        [
            Of(Controls.PersonalInformation, moment, requests.Concat(recipients), "requests"),
            await DeletionAsync(moment, requests, cancel),
            await ConsentAsync(moment, cancel),
            Of(Controls.Objection, moment, requests.Where(request => request.Kind is RequestKind.Objection), "objections", $"Objections in force: {EvidenceWords.Said(await moment.Db.Objections.CountAsync(row => row.EndedAt == null, cancel))}"),
            Of(
                Controls.AccessCorrectionErasure, moment,
                requests.Where(request => request.Kind is RequestKind.Copy or RequestKind.Portability or RequestKind.Rectification or RequestKind.Erasure), "requests for access, an archive, a correction or erasure"),
            await TellingAsync(moment, cancel),
            Of(
                Controls.CopyOfData, moment, requests.Where(request => request.Kind is RequestKind.Copy or RequestKind.Portability), "copies and archives",
                $"Times one was downloaded, in the trail: {EvidenceWords.Said(moment.Times(AuditDeed.DownloadedCopy))}"),
        ];
    }

    private static ControlEvidence Of(Control control, EvidenceMoment moment, IEnumerable<Asked> some, string called, params IEnumerable<string> more)
    {
        var all = some.ToList();
        var answered = all.Where(request => request.IsAnswered).ToList();
        var late = all.Count(request => request.EndedOn is null && request.DueOn < moment.Today);
        return new(
            control,
            late > 0 ? EvidenceState.Overdue : answered.Count == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
            [
                $"{EvidenceWords.Said(answered.Count(request => request.EndedOn <= request.DueOn), answered.Count)} {called} were answered in time",
                $"Open {EvidenceWords.Said(all.Count(request => request.EndedOn is null))}, of them past their date {EvidenceWords.Said(late)}",
                .. more,
            ]);
    }

    private static async Task<ControlEvidence> DeletionAsync(EvidenceMoment moment, IReadOnlyList<Asked> requests, CancellationToken cancel)
    {
        var certificates = await moment.Db.Certificates.AsNoTracking().Select(certificate => certificate.MadeAt).ToListAsync(cancel);
        var erased = requests.Count(request => request is { Kind: RequestKind.Erasure, State: RequestState.Fulfilled });
        var incomplete = requests.Count(request => request is { Kind: RequestKind.Erasure, State: RequestState.Incomplete });
        return new(
            Controls.Deletion,
            incomplete > 0 ? EvidenceState.Overdue : erased == 0 ? EvidenceState.NoneYet : certificates.Count < erased ? EvidenceState.DoesNotHold : EvidenceState.Shown,
            [
                $"{EvidenceWords.Said(certificates.Count, erased)} erasures have a certificate{(certificates.Count == 0 ? "" : $", the last of {EvidenceWords.Said(certificates.Max())}")}",
                $"Erasures that wait for a store: {EvidenceWords.Said(incomplete)}",
            ]);
    }

    private static async Task<ControlEvidence> ConsentAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var (given, withdrawn) = (await moment.Db.Consents.CountAsync(cancel), await moment.Db.Consents.CountAsync(consent => consent.WithdrawnAt != null, cancel));
        return new(Controls.WithdrawConsent, given == 0 ? EvidenceState.NoneYet : EvidenceState.Shown, [$"Consents given {EvidenceWords.Said(given)}, of them taken back {EvidenceWords.Said(withdrawn)}"]);
    }

    private static async Task<ControlEvidence> TellingAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var tasks = await moment.Db.RecipientTasks.AsNoTracking().Select(task => new { task.CreatedAt, task.ToldAt }).ToListAsync(cancel);
        var late = tasks.Count(task => task.ToldAt is null && moment.Now - task.CreatedAt > RecipientTasks.Patience);
        return new(
            Controls.InformOthers,
            late > 0 ? EvidenceState.Overdue : tasks.Count == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
            [$"{EvidenceWords.Said(tasks.Count(task => task.ToldAt is not null), tasks.Count)} who received data were told of a change to it", $"Still to be told after {RecipientTasks.Patience.Days} days: {EvidenceWords.Said(late)}"]);
    }

    private DateOnly? DayOf(DateTimeOffset? at) => at is { } instant ? StatutoryClock.DayAt(instant, options.SeatZone) : null;

    private sealed record Asked(RequestKind? Kind, RequestState State, DateOnly DueOn, DateOnly? EndedOn)
    {
        // What its sender took back, or nobody showed to be hers, was not answered.
        public bool IsAnswered => State is RequestState.Fulfilled or RequestState.PartlyFulfilled or RequestState.Refused or RequestState.ForwardedToController;
    }
}
