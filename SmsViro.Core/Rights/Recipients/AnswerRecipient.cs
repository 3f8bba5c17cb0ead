using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Why an answer was not taken.</summary>
public enum AnswerRefusal
{
    /// <summary>From 10 to 4,000 characters.</summary>
    Length = 1,

    /// <summary>It is not theirs to answer, or was answered.</summary>
    NotOpen,
}

/// <summary>Answers a recipient's request: a question by the sender it went to, an objection by our staff. She reads it when she proves her number again.</summary>
public sealed class AnswerRecipient(WriteQueue writes, Vault vault, AuditTrail trail, Signals signals, TimeProvider clock)
{
    public const int LongestAnswer = 4_000;

    private const int ShortestAnswer = 10;

    /// <summary>The sender's answer to a question.</summary>
    public Task<AnswerRefusal?> RunAsync(Customer customer, Guid request, string text, CancellationToken cancel) =>
        AnswerAsync(
            customer.User, request, text,
            (_, found) => found.Kind is RecipientRequestKind.Question && found.AccountId == customer.Account ? PortalRole.Customer : null, cancel);

    /// <summary>Our answer to an objection, by a member of staff.</summary>
    public Task<AnswerRefusal?> RunAsync(UserId staff, Guid request, string text, CancellationToken cancel) =>
        AnswerAsync(staff, request, text, (db, found) => found.Kind is RecipientRequestKind.Objection ? StaffAmong.RoleOf(db, staff) : null, cancel);

    private async Task<AnswerRefusal?> AnswerAsync(
        UserId actor, Guid id, string text, Func<PortalDbContext, RecipientRequest, PortalRole?> may, CancellationToken cancel)
    {
        text = text.Trim();
        if (text.Length is < ShortestAnswer or > LongestAnswer) return AnswerRefusal.Length;

        // The box is only found: a key is never made for a request that is not there.
        var box = await vault.FindAsync(Scope.Request(id), cancel);
        if (box.IsClosed) return AnswerRefusal.NotOpen;

        var (answer, now) = (box.Seal(RecipientFields.Answer, id, text), clock.GetUtcNow());
        var entry = await trail.DraftAsync(actor, RecipientRequestDesk.SubjectOf(id), AuditDeed.AnsweredRecipient, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync<AnswerRefusal?>(
            db =>
            {
                if (db.RecipientRequests.Find(id) is not { State: RecipientRequestState.Open } request || may(db, request) is not { } role) return AnswerRefusal.NotOpen;

                (request.Answer, request.State, request.AnsweredAt) = (answer, RecipientRequestState.Answered, now);
                db.Tell(request, RecipientStep.Answered, now);
                AuditTrail.Append(db, entry, role);
                if (request.AccountId is { } account) signals.Raise(RecipientTopics.Questions(account));
                return null;
            },
            answered => answered is null,
            cancel);
        if (refusal is null) signals.Raise(RecipientTopics.Requests);
        return refusal;
    }
}
