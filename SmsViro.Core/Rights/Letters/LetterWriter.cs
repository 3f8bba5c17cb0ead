using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Letters;

/// <summary>A letter written and sealed, not yet sent: it goes in the act that makes true what it says.</summary>
public sealed record LetterDraft(RequestLetter Kept, OutgoingMail? Mail)
{
    /// <summary>Takes part in the caller's act.</summary>
    public void Post(PortalDbContext db)
    {
        db.RequestLetters.Add(Kept);
        if (Mail is not null) Notices.Post.Add(db, Mail);
    }
}

/// <summary>What became of the mail that carries a letter.</summary>
public enum LetterDelivery
{
    /// <summary>No address could be read, so no mail carries it.</summary>
    NoMail,

    /// <summary>No mail server has taken it yet.</summary>
    Waiting,

    Sent,

    /// <summary>Its words could not be opened any more when it was to go.</summary>
    Unreadable,

    /// <summary>Its mail is deleted here, with whether it was taken.</summary>
    Forgotten,
}

/// <summary>A letter opened for its reader; null where it cannot be read any more.</summary>
public sealed record LetterView(Guid Id, LetterKind Kind, DateTimeOffset At, string? Subject, string? Body, LetterDelivery Delivery)
{
    // A record prints its members; this one would print a letter into a log.
    public override string ToString() => "letter";
}

/// <summary>Writes the letters about requests: once for the mail, sealed in her own scope, and once for the request.</summary>
public sealed class LetterWriter(IDbContextFactory<PortalDbContext> contexts, MailAddresses addresses, Vault vault, AuditTrail trail, Post post, RightsOptions options, TimeProvider clock)
{
    /// <param name="request">What it is about.</param>
    /// <param name="kind">Which template.</param>
    /// <param name="dueOn">When the answer is due after what the letter tells.</param>
    /// <param name="tell">Adds what the template needs besides.</param>
    /// <param name="cancel">Ends it; nothing was stored.</param>
    public async Task<LetterDraft> DraftAsync(PrivacyRequest request, LetterKind kind, DateOnly dueOn, Func<LetterFacts, LetterFacts> tell, CancellationToken cancel)
    {
        var (subject, body) = LetterWords.Write(kind, tell(await FactsAsync(request, dueOn, cancel)));
        var mail = await addresses.FindAsync(request.UserId, cancel) is { } to ? await post.SealAsync(new Letter(to, subject, body, request.UserId), cancel) : null;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var box = await vault.OpenAsync(Scope.Request(request.Id), cancel);
        return new LetterDraft(
            new RequestLetter
            {
                Id = id,
                RequestId = request.Id,
                UserId = request.UserId,
                Kind = kind,
                At = now,
                Subject = box.Seal(RequestFields.LetterSubject, id, subject),
                Body = box.Seal(RequestFields.LetterBody, id, body),
                Mail = mail?.Id,
            },
            mail);
    }

    /// <summary>What every letter about a request says alike.</summary>
    public async Task<LetterFacts> FactsAsync(PrivacyRequest request, DateOnly dueOn, CancellationToken cancel) => new()
    {
        Reference = request.Reference,
        RequestKind = request.Kind,
        ReceivedAt = request.ReceivedAt,
        DueOn = dueOn,
        Jurisdiction = request.Jurisdiction,
        Timing = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone) > request.DueOn ? AnswerTiming.Late : request.IsExtended ? AnswerTiming.Extended : AnswerTiming.InTime,
        Head = await trail.HeadAsync(cancel),
        Options = options,
    };

    /// <summary>The letters of a request, oldest first.</summary>
    public async Task<IReadOnlyList<LetterView>> OfAsync(Guid request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var letters = await db.RequestLetters.AsNoTracking().Where(letter => letter.RequestId == request).OrderBy(letter => letter.At).ToListAsync(cancel);
        var mails = letters.Where(letter => letter.Mail is not null).Select(letter => letter.Mail!.Value).ToList();
        var sent = await db.OutgoingMail.Where(mail => mails.Contains(mail.Id)).Select(mail => new { mail.Id, mail.State }).ToDictionaryAsync(mail => mail.Id, mail => mail.State, cancel);
        var box = await vault.FindAsync(Scope.Request(request), cancel);
        return
        [
            .. letters.Select(letter => new LetterView(
                letter.Id, letter.Kind, letter.At, box.Open(RequestFields.LetterSubject, letter.Id, letter.Subject).Text, TextOf(letter),
                letter.Mail is { } mail ? Delivery(mail) : LetterDelivery.NoMail)),
        ];

        LetterDelivery Delivery(Guid mail) => sent.TryGetValue(mail, out var state)
            ? state switch
            {
                MailState.Waiting => LetterDelivery.Waiting,
                MailState.Sent => LetterDelivery.Sent,
                MailState.Unreadable => LetterDelivery.Unreadable,
            }
            : LetterDelivery.Forgotten;

        string? TextOf(RequestLetter letter) => (letter.Afterwards is { } after ? box.Open(RequestFields.LetterAfterwards, letter.Id, after) : box.Open(RequestFields.LetterBody, letter.Id, letter.Body)).Text;
    }

    /// <summary>Wakes the mail worker after the act.</summary>
    public void Hurry() => post.Hurry();
}
