using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Telling;

namespace SmsViro.Core.Rights.Requests;

/// <summary>
/// The way to an answer: it is written, a second person approves a refusal, a part or an answer that needs another look, and the letter that
/// ends the request goes in the act that ends it.
/// </summary>
public sealed class AnswerRequest(RequestDesk desk, NoteOnRequest notes, LetterWriter letters, WhoReceived received, TimeProvider clock)
{
    /// <summary>Everything that an answer lacks, before anybody looks where the request stands.</summary>
    public static IReadOnlyList<DeskRefusal> Lacks(PrivacyRequest request, RequestOutcome? outcome, RefusalGround? ground, string words)
    {
        List<DeskRefusal> lacks = [];
        if (outcome is null) lacks.Add(DeskRefusal.NeedsOutcome);
        else if (outcome is not RequestOutcome.Whole && ground is null && RefusalGrounds.For(request.Kind, request.ObjectsTo).Count > 0) lacks.Add(DeskRefusal.NeedsGround);
        if (words.Trim().Length < RequestDesk.ShortestWords) lacks.Add(DeskRefusal.NeedsWords);
        return lacks;
    }

    /// <summary>Writes the answer. One that gives everything is settled at once unless a second look is wanted; any other waits for a second person.</summary>
    public async Task<DeskRefusal?> ProposeAsync(AccessGrant grant, Guid id, RequestOutcome? chosen, RefusalGround? ground, string words, bool secondLook, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (Lacks(found, chosen, ground, words) is [var lack, ..]) return lack;
        if (chosen is not { } outcome) return DeskRefusal.NeedsOutcome;

        var grounds = RefusalGrounds.For(found.Kind, found.ObjectsTo);
        if (outcome is RequestOutcome.Whole) ground = null;
        if (ground is { } named && !grounds.Contains(named)) return DeskRefusal.NoSuchGround;
        // A copy or an erasure that gives everything is answered by the work itself.
        if (outcome is RequestOutcome.Whole && !RequestMachine.Allows(found.Kind, RequestState.Responding, RequestState.Fulfilled)) return DeskRefusal.NotNow;

        var settled = outcome is RequestOutcome.Whole && !secondLook && !RequestMachine.IsSecondLook(found.Kind);
        var closed = await desk.SealAsync(id, RequestFields.Answer, id, words, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = settled ? RequestAct.Settle : RequestAct.Propose,
                Deed = AuditDeed.MovedRequest,
                Step = settled ? RequestStep.Approved : RequestStep.Proposed,
                Change = (_, request, staff) =>
                {
                    (request.Outcome, request.Ground, request.Answer, request.ProposedBy) = (outcome, ground, closed, staff.UserId);

                    // Whoever writes the answer needs no more time for it.
                    if (!request.IsExtended) (request.ExtensionReason, request.ExtensionBecause) = (null, null);
                },
            },
            cancel);
    }

    /// <summary>The second person agrees to the answer as she read it; one that was written again meanwhile is not approved.</summary>
    public Task<DeskRefusal?> ApproveAsync(AccessGrant grant, Guid id, Sealed? read, CancellationToken cancel) =>
        desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.Approve,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.Approved,
                Unless = (_, request) => request.Answer == read ? null : DeskRefusal.WrittenAnew,
                Change = (_, request, staff) => request.ReviewedBy = staff.UserId,
            },
            cancel);

    /// <summary>The second person does not agree: why is a note, and the answer stays as it was written for whoever corrects it.</summary>
    public Task<DeskRefusal?> SendBackAsync(AccessGrant grant, Guid id, string why, CancellationToken cancel) =>
        notes.ExplainAsync(
            grant,
            id,
            new DeskAct { Act = RequestAct.SendBack, Deed = AuditDeed.MovedRequest, Step = RequestStep.SentBack, Change = (_, request, _) => request.ProposedBy = null },
            why,
            cancel);

    /// <summary>Those who wrote the answer want to write it again; it stays as it is until they do, and nobody's approval of it does.</summary>
    public Task<DeskRefusal?> TakeBackAsync(AccessGrant grant, Guid id, CancellationToken cancel) =>
        desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.TakeBack,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.AnswerTakenBack,
                Change = (_, request, _) => (request.ProposedBy, request.ReviewedBy) = (null, null),
            },
            cancel);

    /// <summary>Sends the letter, and with it the request has its end.</summary>
    public async Task<DeskRefusal?> SendAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (found.Outcome is not { } outcome) return DeskRefusal.NoOutcome;

        var now = clock.GetUtcNow();
        var (kind, step) = LetterOf(found.Kind, outcome);
        var end = outcome switch
        {
            RequestOutcome.Whole => RequestState.Fulfilled,
            RequestOutcome.Part => RequestState.PartlyFulfilled,
            RequestOutcome.Refused => RequestState.Refused,
        };
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.Answer,
                To = end,
                Deed = AuditDeed.AnsweredRequest,
                Step = step,
                Unless = (_, request) => (request.Outcome, request.Answer) == (found.Outcome, found.Answer) ? null : DeskRefusal.WrittenAnew,
                Change = (db, request, _) =>
                {
                    if (outcome is not RequestOutcome.Whole || request.ObjectsTo is not { } use) return;

                    ObjectToUse.End(db, request, use, now);
                    db.Tell(request, RequestStep.ObjectionInForce, now);
                },
                Letter = async request => await WriteAsync(request, kind, cancel),
            },
            cancel);
    }

    /// <summary>The letter as it would go now; nothing is stored.</summary>
    public async Task<(string Subject, string Body)?> PreviewAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        if ((await desk.FindAsync(grant, id, cancel)).Found is not { Outcome: { } outcome } request) return null;

        return LetterWords.Write(LetterOf(request.Kind, outcome).Letter, await FactsAsync(request, await letters.FactsAsync(request, request.DueOn, cancel), cancel));
    }

    // A complaint that is not upheld was answered all the same: nothing she had a right to was refused.
    private static (LetterKind Letter, RequestStep Step) LetterOf(RequestKind kind, RequestOutcome outcome) => (RequestMachine.IsSecondLook(kind) ? RequestOutcome.Whole : outcome) switch
    {
        RequestOutcome.Whole => (LetterKind.Answered, RequestStep.Answered),
        RequestOutcome.Part => (LetterKind.PartlyAnswered, RequestStep.PartlyAnswered),
        RequestOutcome.Refused => (LetterKind.Refused, RequestStep.Refused),
    };

    private async Task<LetterDraft> WriteAsync(PrivacyRequest request, LetterKind kind, CancellationToken cancel)
    {
        var told = await FactsAsync(request, await letters.FactsAsync(request, request.DueOn, cancel), cancel);
        return await letters.DraftAsync(request, kind, request.DueOn, _ => told, cancel);
    }

    private async Task<LetterFacts> FactsAsync(PrivacyRequest request, LetterFacts facts, CancellationToken cancel) => facts with
    {
        Words = await desk.OpenAsync(request.Id, RequestFields.Answer, request.Id, request.Answer, cancel),
        Outcome = request.Outcome,
        Ground = request.Ground,
        Recipients = await received.OfRequestAsync(request.Id, cancel),
    };
}
