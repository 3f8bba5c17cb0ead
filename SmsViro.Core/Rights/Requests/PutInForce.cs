using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Puts in force, as one act, what a logged request asks for at once: an objection, which is answered with it, or a restriction.</summary>
public sealed class PutInForce(RequestDesk desk, LetterWriter letters, WhoReceived received, WriteQueue writes, Signals signals, TimeProvider clock)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;

        var now = clock.GetUtcNow();
        if (found.ObjectsTo is { } use && !Objection.IsWeighed(use))
            return await desk.RunAsync(
                grant,
                id,
                new DeskAct
                {
                    Deed = AuditDeed.AnsweredRequest,
                    Unless = (_, request) => request.State is RequestState.Open ? null : DeskRefusal.NotNow,
                    Change = (db, request, _) => ObjectToUse.Honour(db, request, use, now),
                    Letter = async request => await letters.DraftAsync(request, LetterKind.Answered, request.DueOn, facts => facts with { Words = $"{PrivacyWords.Done(use)}." }, cancel),
                },
                cancel);
        if (found.RestrictionGround is not { } ground) return DeskRefusal.NotNow;

        var recipients = await received.ToTellAsync(grant.Subject, null, cancel);
        var refusal = await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.Restricted,
                Unless = (db, request) => request.HasEnded || db.Restrictions.Any(row => row.RequestId == id) ? DeskRefusal.NotNow : null,
                Change = (db, request, _) => AskForRestriction.Begin(db, request, ground, recipients, now),
            },
            cancel);
        if (refusal is null) await AskForRestriction.AfterAsync(writes, signals, found.AccountId);
        return refusal;
    }
}
