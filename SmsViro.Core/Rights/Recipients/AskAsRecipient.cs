using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What a recipient asks.</summary>
/// <param name="Kind">Which right.</param>
/// <param name="Sender">One sender; null for all of them. A question always has one.</param>
/// <param name="About">What a question is about.</param>
/// <param name="Note">What she adds in her words.</param>
public sealed record RecipientWish(RecipientRequestKind Kind, AccountId? Sender = null, QuestionAbout? About = null, string? Note = null)
{
    public const int LongestNote = 500;

    // A record prints its members; this one would print her words into a log.
    public override string ToString() => Kind.ToString();
}

/// <summary>Why a recipient's request was not taken.</summary>
public enum WishRefusal
{
    /// <summary>A sender who never wrote to her, or a question to nobody.</summary>
    NoSuchSender = 1,

    /// <summary>The same is open already.</summary>
    AlreadyOpen,

    /// <summary>More than <see cref="RecipientWish.LongestNote"/> characters.</summary>
    TooLong,

    /// <summary>Ten are open: those come first.</summary>
    TooMany,
}

/// <summary>
/// Takes a request of a recipient. An objection and an erasure stop the senders concerned in the same breath; a question goes to its sender, who is its controller;
/// the answer is due when the law says.
/// </summary>
public sealed class AskAsRecipient(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, StopTexts stops, SenderMail mail, Post post, JobQueue jobs, Signals signals, RightsOptions options, TimeProvider clock)
{
    private const int MostOpen = 10;

    public async Task<WishRefusal?> RunAsync(ProvedNumber proved, RecipientWish wish, CancellationToken cancel)
    {
        var note = string.IsNullOrWhiteSpace(wish.Note) ? null : wish.Note.Trim();
        if (note?.Length > RecipientWish.LongestNote) return WishRefusal.TooLong;

        List<AccountId> senders;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            senders = await db.RecipientFindings.Where(row => row.SearchId == proved.Session).Select(row => row.AccountId).Distinct().ToListAsync(cancel);
        if (wish.Sender is { } named ? !senders.Contains(named) : wish.Kind is RecipientRequestKind.Question) return WishRefusal.NoSuchSender;

        var request = await MakeAsync(proved, wish, note, cancel);
        IReadOnlyList<OutgoingMail> letters = request is { Kind: RecipientRequestKind.Question, AccountId: { } addressed } ? await mail.SealAsync(addressed, request.DueOn, again: false, cancel) : [];
        var refusal = await writes.RunAsync(db => Take(db, request, letters), answer => answer is null, cancel);
        if (refusal is not null) return refusal;
        if (letters.Count > 0) post.Hurry();

        // Direct marketing or not: whoever objects gets silence first and our reasons afterwards.
        if (request.Kind is not RecipientRequestKind.Question)
        {
            var concerned = (request.AccountId is { } one ? [one] : senders).Where(sender => sender != ServiceAccount.Id).ToList();
            foreach (var sender in concerned) await stops.OneAsync(proved.Number, sender, cancel);
            await writes.RunAsync(db => db.Tell(request, RecipientStep.SendersStopped, clock.GetUtcNow(), concerned.Count), cancel);
        }

        if (request.Kind is RecipientRequestKind.Erasure) jobs.Wake();
        if (request.AccountId is { } asked) signals.Raise(RecipientTopics.Questions(asked));
        signals.Raise(RecipientTopics.Requests);
        return null;
    }

    private async Task<RecipientRequest> MakeAsync(ProvedNumber proved, RecipientWish wish, string? note, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        var box = await vault.OpenAsync(Scope.Request(id), cancel);
        return new RecipientRequest
        {
            Id = id,
            Kind = wish.Kind,
            State = wish.Kind is RecipientRequestKind.Erasure ? RecipientRequestState.Running : RecipientRequestState.Open,
            AccountId = wish.Sender,
            About = wish.Kind is RecipientRequestKind.Question ? wish.About ?? QuestionAbout.Copy : null,
            Number = box.Seal(RecipientFields.RequestNumber, id, proved.Number.E164),
            NumberIndex = (await vault.IndexAsync(Scope.IndexPhone, cancel)).Compute64(RecipientFields.NumberIndex, proved.Number.E164),
            From = proved.From,
            Note = note is null ? null : box.Seal(RecipientFields.Note, id, note),
            Year = dates.Origin.Year,
            Sequence = 0,
            ReceivedAt = now,
            Jurisdiction = options.Jurisdiction,
            DueOn = dates.Due,
        };
    }

    private static WishRefusal? Take(PortalDbContext db, RecipientRequest request, IReadOnlyList<OutgoingMail> letters)
    {
        var open = db.RecipientRequests.Where(row => row.NumberIndex == request.NumberIndex && row.State != RecipientRequestState.Answered).ToList();
        if (open.Count >= MostOpen) return WishRefusal.TooMany;
        if (open.Any(row => row.Kind == request.Kind && row.AccountId == request.AccountId && row.About == request.About)) return WishRefusal.AlreadyOpen;

        request.Sequence = (db.RecipientRequests.Where(row => row.Year == request.Year).Max(row => (int?)row.Sequence) ?? 0) + 1;
        db.RecipientRequests.Add(request);
        db.Tell(request, RecipientStep.Received, request.ReceivedAt);
        if (request.Kind is RecipientRequestKind.Question) db.Tell(request, RecipientStep.Forwarded, request.ReceivedAt);
        foreach (var letter in letters) Post.Add(db, letter);
        if (request.Kind is RecipientRequestKind.Erasure) JobQueue.Add<EraseForRecipient>(db, request.Id, request.ReceivedAt);
        return null;
    }
}
