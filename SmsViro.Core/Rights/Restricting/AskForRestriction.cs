using SmsViro.Core.Auditing;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Restricting;

/// <summary>Why nothing was restricted.</summary>
public enum RestrictionRefusal
{
    /// <summary>Why must be said in a few words.</summary>
    NeedsWords = 1,

    /// <summary>Which of the law's four cases it is must be said.</summary>
    NeedsCase,

    /// <summary>Her data is restricted already.</summary>
    Already,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,
}

/// <summary>
/// Puts her data to rest (Article 18): from the commit on nothing is sent, what waits is held, staff see that it is closed. It holds while we look
/// whether her case is one of the law's four, for an hour lost to our reading cannot be given back. Those who received the data are to be told (Article 19).
/// </summary>
public sealed class AskForRestriction(RequestOpening opening, WhoReceived received, WriteQueue writes, Signals signals, TimeProvider clock)
{
    public async Task<OpenedRequest<RestrictionRefusal>> RunAsync(Customer customer, RestrictionGround? named, string because, CancellationToken cancel)
    {
        if (named is not { } ground) return new OpenedRequest<RestrictionRefusal>(null, RestrictionRefusal.NeedsCase);
        if (because.Trim().Length < RequestDesk.ShortestWords) return new OpenedRequest<RestrictionRefusal>(null, RestrictionRefusal.NeedsWords);

        var now = clock.GetUtcNow();
        var recipients = await received.ToTellAsync(new DataSubject(customer.User, customer.Account), null, cancel);
        var opened = await opening.RunAsync(
            customer,
            new Wish(RequestKind.Restriction) { Words = because, RestrictionGround = ground },
            now,
            new Opening<RestrictionRefusal>
            {
                Deed = AuditDeed.Restricted,
                Actor = customer.User,
                Unless = (db, person) => person is null ? RestrictionRefusal.AccountClosed : Restriction.IsRestricted(db, customer.Account) ? RestrictionRefusal.Already : null,
                Change = (db, request) =>
                {
                    Begin(db, request, ground, recipients, now);
                    request.State = RequestState.Open;
                },
                Recipients = recipients,
                Words = LetterWords.PauseInForce(),
            },
            cancel);
        if (opened.Request is not null) await AfterAsync(writes, signals, customer.Account);
        return opened;
    }

    /// <summary>Takes part in the act that restricts.</summary>
    internal static void Begin(PortalDbContext db, PrivacyRequest request, RestrictionGround ground, IReadOnlyList<string> recipients, DateTimeOffset now)
    {
        db.Restrictions.Add(new Restriction
        {
            Id = Guid.CreateVersion7(now),
            UserId = request.UserId,
            AccountId = request.AccountId,
            RequestId = request.Id,
            Ground = ground,
            Since = now,
        });
        RecipientTasks.Ask(db, request, recipients, now);
        db.Tell(request, RequestStep.RestrictionInForce, now, HeldBatches.Hold(db, request.AccountId));

        // Whoever accepts a message holds this row: our commit comes after theirs.
        db.Entry(db.Users.Single(user => user.Id == request.UserId.Value)).Property(user => user.State).IsModified = true;
    }

    /// <summary>A message accepted in the instant before is held now.</summary>
    internal static async Task AfterAsync(WriteQueue writes, Signals signals, AccountId account)
    {
        await writes.RunAsync(db => Restriction.IsRestricted(db, account) ? HeldBatches.Hold(db, account) : HeldBatches.Release(db, account));
        signals.Raise(MessagingTopics.Queue);
        signals.Raise(MessagingTopics.Messages(account));
    }
}
