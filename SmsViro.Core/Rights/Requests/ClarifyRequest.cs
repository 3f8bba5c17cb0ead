using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>A question to the sender and her answer. Under United Kingdom law the days between do not count, both ends taken in.</summary>
public sealed class ClarifyRequest(RequestDesk desk, LetterWriter letters, WriteQueue writes, AuditTrail trail, Signals signals, RightsOptions options, TimeProvider clock)
{
    public async Task<DeskRefusal?> AskAsync(AccessGrant grant, Guid id, string question, CancellationToken cancel)
    {
        if (question.Trim().Length < RequestDesk.ShortestWords) return DeskRefusal.NeedsWords;

        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        var closed = await desk.SealAsync(id, RequestFields.Question, row, question, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.AskClarification,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.ClarificationAsked,
                Change = (db, request, _) => db.Clarifications.Add(new Clarification { Id = row, RequestId = id, UserId = request.UserId, AskedAt = now, Question = closed }),
                Letter = async request => await letters.DraftAsync(request, LetterKind.ClarificationAsked, request.DueOn, facts => facts with { Words = question.Trim() }, cancel),
            },
            cancel);
    }

    /// <summary>What she answered on the telephone or by mail, written down by staff.</summary>
    public async Task<DeskRefusal?> TakeAsync(AccessGrant grant, Guid id, string answer, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(answer)) return DeskRefusal.NeedsWords;
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (await OpenQuestionAsync(id) is not { } question) return DeskRefusal.NotNow;

        var now = clock.GetUtcNow();
        var closed = await desk.SealAsync(id, RequestFields.Reply, question, answer, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.TakeClarification,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.ClarificationNoted,
                Change = (db, request, _) => Take(db, request, question, closed, now),
            },
            cancel);
    }

    /// <summary>Goes on without an answer. The days the question was open count, as if it had not been asked: silence does not give us time.</summary>
    public async Task<DeskRefusal?> TakeBackAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (await OpenQuestionAsync(id) is not { } question) return DeskRefusal.NotNow;

        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.TakeClarification,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.ClarificationTakenBack,
                Change = (db, request, _) =>
                {
                    var asked = db.Clarifications.Single(row => row.Id == question);
                    asked.AnsweredAt = asked.AskedAt;
                    RequestDeadline.Set(db, request, options);
                },
                Letter = async request => await letters.DraftAsync(request, LetterKind.QuestionTakenBack, request.DueOn, facts => facts, cancel),
            },
            cancel);
    }

    /// <summary>Her own answer; false when nothing was asked or it is answered.</summary>
    public async Task<bool> AnswerAsync(Customer customer, Guid id, string answer, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(answer) || await OpenQuestionAsync(id) is not { } question) return false;

        var now = clock.GetUtcNow();
        var closed = await desk.SealAsync(id, RequestFields.Reply, question, answer, cancel);
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.AnsweredQuestion, concerning: id, cancel: cancel);
        var taken = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == customer.User) is not { State: RequestState.ClarificationPending } request) return false;

                Take(db, request, question, closed, now);
                request.State = RequestState.InProgress;
                db.Tell(request, RequestStep.ClarificationAnswered, now);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            taken => taken,
            cancel);
        if (taken) signals.Raise(JobQueue.Topic(id));
        return taken;
    }

    private Task<Guid?> OpenQuestionAsync(Guid id) =>
        writes.RunAsync(db => db.Clarifications.Where(question => question.RequestId == id && question.AnsweredAt == null).Select(question => (Guid?)question.Id).SingleOrDefault());

    private void Take(PortalDbContext db, PrivacyRequest request, Guid question, Sealed answer, DateTimeOffset now)
    {
        var asked = db.Clarifications.Single(row => row.Id == question);
        (asked.AnsweredAt, asked.Reply) = (now, answer);
        RequestDeadline.Set(db, request, options);
    }
}
