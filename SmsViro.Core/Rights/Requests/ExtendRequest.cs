using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Takes up to three months from the origin, once: one person proposes it with a reason, another sends the notice, and both before the first date.</summary>
public sealed class ExtendRequest(RequestDesk desk, NoteOnRequest notes, LetterWriter letters, RightsOptions options, TimeProvider clock)
{
    /// <summary>A reason in fewer letters explains nothing.</summary>
    public const int ShortestReason = 40;

    /// <summary>Everything that a proposal lacks, before anybody looks where the request stands.</summary>
    public static IReadOnlyList<DeskRefusal> Lacks(ExtensionReason? reason, string because)
    {
        List<DeskRefusal> lacks = [];
        if (reason is null) lacks.Add(DeskRefusal.NeedsGround);
        if (because.Trim().Length < ShortestReason) lacks.Add(DeskRefusal.NeedsWords);
        return lacks;
    }

    public async Task<DeskRefusal?> ProposeAsync(AccessGrant grant, Guid id, ExtensionReason? reason, string because, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (Lacks(reason, because) is [var lack, ..]) return lack;

        var closed = await desk.SealAsync(id, RequestFields.ExtensionBecause, id, because, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.ExtensionProposed,
                Unless = (_, request) => Refusal(request),
                Change = (_, request, staff) => (request.ExtensionReason, request.ExtensionBecause, request.ProposedBy) = (reason, closed, staff.UserId),
            },
            cancel);
    }

    /// <summary>The second person says no: nothing was sent, the first date stands, and why is a note for whoever proposed it.</summary>
    public Task<DeskRefusal?> RefuseAsync(AccessGrant grant, Guid id, string why, CancellationToken cancel) =>
        notes.ExplainAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.ExtensionRefused,
                Unless = (_, request) => !IsProposed(request, desk.Today) ? DeskRefusal.NotNow : NeedsAnother(request, grant),
                Change = (_, request, _) => (request.ExtensionReason, request.ExtensionBecause, request.ProposedBy) = (null, null, null),
            },
            why,
            cancel);

    /// <summary>The second person agrees to the reason as she read it: the notice is posted and the date moves in one act.</summary>
    public async Task<DeskRefusal?> ApproveAsync(AccessGrant grant, Guid id, Sealed? read, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (found.ExtensionReason is not { } reason || await desk.OpenAsync(id, RequestFields.ExtensionBecause, id, found.ExtensionBecause, cancel) is not { } because) return DeskRefusal.NotNow;

        var now = clock.GetUtcNow();
        var dates = await desk.DatesAsync(found, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.Extended,
                Unless = (_, request) => Refusal(request)
                    ?? (!IsProposed(request, desk.Today) ? DeskRefusal.NotNow : NeedsAnother(request, grant))
                    ?? (request.ExtensionBecause == read && found.ExtensionBecause == read ? null : DeskRefusal.WrittenAnew),
                Change = (db, request, staff) =>
                {
                    (request.ExtendedAt, request.ReviewedBy) = (now, staff.UserId);
                    RequestDeadline.Set(db, request, options);
                    request.WarnedAt = null;
                },
                Letter = async request => await letters.DraftAsync(request, LetterKind.Extended, dates.ExtendedDue, facts => facts with { Extension = reason, Words = because }, cancel),
            },
            cancel);
    }

    /// <summary>Whether more time can be proposed now: no notice of it would come too late, and none was or is proposed.</summary>
    public bool IsPossible(PrivacyRequest request) => Refusal(request) is null && request is { ExtensionReason: null, State: not RequestState.Preparing };

    /// <summary>True while more time waits for a second person: from the first date on its notice would come too late, and it waits for nobody.</summary>
    public static bool IsProposed(PrivacyRequest request, DateOnly today) =>
        request is { ExtensionReason: not null, IsExtended: false, HasEnded: false, State: not (RequestState.Review or RequestState.Responding) } && today < request.DueOn;

    private static DeskRefusal? NeedsAnother(PrivacyRequest request, AccessGrant grant) =>
        request.ProposedBy == grant.Staff || request.AssignedTo == grant.Staff ? DeskRefusal.NeedsSecondPerson : null;

    // Before the date, not on it: the notice must have gone when the month ends. Not beside an answer that waits for a second person: who wrote what would be one name for two.
    private DeskRefusal? Refusal(PrivacyRequest request) =>
        RequestMachine.IsSecondLook(request.Kind) ? DeskRefusal.NeverExtended
        : request.IsExtended ? DeskRefusal.AlreadyExtended
        : request.HasEnded || request.State is RequestState.Review or RequestState.Responding ? DeskRefusal.NotNow
        : desk.Today >= request.DueOn ? DeskRefusal.TooLate
        : null;
}
