using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Letters;
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

    /// <summary>Whoever wrote the answer cannot approve it.</summary>
    NeedsSecondPerson,

    /// <summary>Only whoever wrote the answer takes it back.</summary>
    NotAuthor,

    /// <summary>The answer was written again since it was read.</summary>
    Changed,
}

/// <summary>
/// Answers a recipient's request: a question by the sender it went to, an objection by our staff, by two of them where it is not honoured. She reads it when she
/// proves her number again, with her remedies under it (GDPR Article 12(4)).
/// </summary>
public sealed class AnswerRecipient(WriteQueue writes, Vault vault, AuditTrail trail, Signals signals, RightsOptions options, TimeProvider clock)
{
    public const int LongestAnswer = 4_000;

    private const int ShortestAnswer = 10;

    /// <summary>The sender's answer to a question.</summary>
    public Task<AnswerRefusal?> RunAsync(Customer customer, Guid request, string text, CancellationToken cancel) =>
        WriteAsync(
            customer.User, request, text, AuditDeed.AnsweredRecipient, End,
            (_, found) => found.Kind is RecipientRequestKind.Question && found.AccountId == customer.Account ? PortalRole.Customer : null, cancel);

    /// <summary>Our answer to an objection, by a member of staff: what honours it goes at once, anything else waits for a second person.</summary>
    public Task<AnswerRefusal?> RunAsync(UserId staff, Guid request, bool honoured, string text, CancellationToken cancel) =>
        WriteAsync(
            staff, request, text, honoured ? AuditDeed.AnsweredRecipient : AuditDeed.DraftedForRecipient,
            honoured ? End : (db, found, now) =>
            {
                (found.State, found.ProposedBy) = (RecipientRequestState.Review, staff);
                db.Tell(found, RecipientStep.AnswerDrafted, now);
            },
            (db, found) => found.Kind is RecipientRequestKind.Objection ? StaffAmong.RoleOf(db, staff) : null, cancel);

    /// <summary>The second person agrees to the answer as she read it; it is given with that, unless it was written again meanwhile.</summary>
    public Task<AnswerRefusal?> ApproveAsync(UserId staff, Guid request, Sealed? read, CancellationToken cancel) =>
        DecideAsync(staff, request, AuditDeed.AnsweredRecipient, End, found => found.Answer == read ? null : AnswerRefusal.Changed, cancel);

    /// <summary>The second person does not agree and says why; the answer stays as it was written for whoever corrects it.</summary>
    public async Task<AnswerRefusal?> SendBackAsync(UserId staff, Guid request, string why, CancellationToken cancel)
    {
        var box = await vault.FindAsync(Scope.Request(request), cancel);
        if (box.IsClosed) return AnswerRefusal.NotOpen;

        var because = box.Seal(RecipientFields.SentBack, request, why.Trim());
        return await DecideAsync(
            staff, request, AuditDeed.DraftedForRecipient,
            (db, found, now) =>
            {
                (found.State, found.SentBack, found.ProposedBy) = (RecipientRequestState.Open, because, null);
                db.Tell(found, RecipientStep.AnswerSentBack, now);
            },
            _ => IsLong(why.Trim()) ? null : AnswerRefusal.Length,
            cancel);
    }

    /// <summary>Whoever wrote the answer wants to write it again; it stays as it is until she does.</summary>
    public Task<AnswerRefusal?> TakeBackAsync(UserId staff, Guid request, CancellationToken cancel) =>
        ActAsync(
            staff, request, AuditDeed.DraftedForRecipient,
            (db, found, now) =>
            {
                (found.State, found.ProposedBy) = (RecipientRequestState.Open, null);
                db.Tell(found, RecipientStep.AnswerTakenBack, now);
            },
            (db, found) => InReview(db, found, staff) is not { } role ? (default, AnswerRefusal.NotOpen) : (role, found.ProposedBy == staff ? null : AnswerRefusal.NotAuthor),
            cancel);

    private static void End(PortalDbContext db, RecipientRequest request, DateTimeOffset now)
    {
        (request.State, request.AnsweredAt) = (RecipientRequestState.Answered, now);
        db.Tell(request, RecipientStep.Answered, now);
    }

    private async Task<AnswerRefusal?> WriteAsync(
        UserId actor, Guid id, string text, AuditDeed deed, Action<PortalDbContext, RecipientRequest, DateTimeOffset> change, Func<PortalDbContext, RecipientRequest, PortalRole?> may, CancellationToken cancel)
    {
        text = text.Trim();
        if (!IsLong(text)) return AnswerRefusal.Length;

        // The box is only found: a key is never made for a request that is not there.
        var box = await vault.FindAsync(Scope.Request(id), cancel);
        if (box.IsClosed) return AnswerRefusal.NotOpen;

        var answer = box.Seal(RecipientFields.Answer, id, $"{text}\n\n{LetterWords.Remedies(options)}");
        return await ActAsync(
            actor, id, deed,
            (db, request, now) =>
            {
                (request.Answer, request.SentBack) = (answer, null);
                change(db, request, now);
            },
            (db, request) => request.State is RecipientRequestState.Open && may(db, request) is { } role ? (role, null) : (default, AnswerRefusal.NotOpen),
            cancel);
    }

    private static bool IsLong(string text) => text.Length is >= ShortestAnswer and <= LongestAnswer;

    private Task<AnswerRefusal?> DecideAsync(
        UserId staff, Guid id, AuditDeed deed, Action<PortalDbContext, RecipientRequest, DateTimeOffset> change, Func<RecipientRequest, AnswerRefusal?> fault, CancellationToken cancel) =>
        ActAsync(
            staff, id, deed, change,
            (db, request) => InReview(db, request, staff) is not { } role ? (default, AnswerRefusal.NotOpen) : (role, request.ProposedBy == staff ? AnswerRefusal.NeedsSecondPerson : fault(request)),
            cancel);

    private static PortalRole? InReview(PortalDbContext db, RecipientRequest request, UserId staff) => request.State is RecipientRequestState.Review ? StaffAmong.RoleOf(db, staff) : null;

    private async Task<AnswerRefusal?> ActAsync(
        UserId actor, Guid id, AuditDeed deed, Action<PortalDbContext, RecipientRequest, DateTimeOffset> change, Func<PortalDbContext, RecipientRequest, (PortalRole Role, AnswerRefusal? Refusal)> may, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(actor, RecipientRequestDesk.SubjectOf(id), deed, concerning: id, cancel: cancel);
        AccountId? sender = null;
        var refusal = await writes.RunAsync<AnswerRefusal?>(
            db =>
            {
                if (db.RecipientRequests.Find(id) is not { } request) return AnswerRefusal.NotOpen;

                var (role, no) = may(db, request);
                if (no is not null) return no;

                change(db, request, now);
                AuditTrail.Append(db, entry, role);
                sender = request.AccountId;
                return null;
            },
            answered => answered is null,
            cancel);
        if (refusal is null) signals.Raise(RecipientTopics.Requests);
        if (refusal is null && sender is { } account) signals.Raise(RecipientTopics.Questions(account));
        return refusal;
    }
}
