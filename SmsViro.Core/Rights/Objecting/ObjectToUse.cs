using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Objecting;

/// <summary>Why an objection was not needed or not possible.</summary>
public enum ObjectionRefusal
{
    /// <summary>It stands already.</summary>
    Already = 1,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,

    /// <summary>A person weighs it first: it is written to us and logged at the desk.</summary>
    Weighed,
}

/// <summary>A use that can be objected to, since when it is, and how many entries an objection would delete at once.</summary>
public sealed record ObjectionView(LegitimateUse Use, DateTimeOffset? Since, int Deletes);

/// <summary>The objection's request and how many entries it deleted; or why there is none.</summary>
public readonly record struct ObjectionAnswer(Guid? Request, ObjectionRefusal? Refusal, int Deleted = 0);

/// <summary>
/// Objects to a use of her data (Article 21). We claim no ground that weighs more than hers, so it is in force with the commit, its effects with it,
/// and the letter only confirms it. A use that a person weighs ends with the answer that honours the objection.
/// </summary>
public sealed class ObjectToUse(RequestOpening opening, WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, TimeProvider clock)
{
    public async Task<ObjectionAnswer> RunAsync(Customer customer, LegitimateUse use, CancellationToken cancel)
    {
        if (Objection.IsWeighed(use)) return new ObjectionAnswer(null, ObjectionRefusal.Weighed);

        var (now, deleted) = (clock.GetUtcNow(), 0);
        var opened = await opening.RunAsync(
            customer,
            new Wish(RequestKind.Objection) { ObjectsTo = use },
            now,
            new Opening<ObjectionRefusal>
            {
                Deed = AuditDeed.Objected,
                Actor = customer.User,
                Unless = (db, person) => person is null ? ObjectionRefusal.AccountClosed : Objection.Stands(db, customer.User, use) ? ObjectionRefusal.Already : null,
                Change = (db, request) => deleted = Honour(db, request, use, now),
                Letter = LetterKind.Answered,
                Words = $"{PrivacyWords.Done(use)}.",
            },
            cancel);
        return new ObjectionAnswer(opened.Request, opened.Refusal, deleted);
    }

    /// <summary>Takes an objection back; false when it did not stand. What it ended stays ended.</summary>
    public async Task<bool> TakeBackAsync(Customer customer, LegitimateUse use, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.TookBackObjection, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (db.Objections.SingleOrDefault(row => row.UserId == customer.User && row.Use == use && row.EndedAt == null) is not { } standing) return false;

                standing.EndedAt = now;
                AuditTrail.Append(db, entry, db.Users.Single(user => user.Id == customer.User.Value).Role);
                return true;
            },
            taken => taken,
            cancel);
    }

    /// <summary>Every use that her objection ends by itself, and what she objects to besides.</summary>
    public async Task<IReadOnlyList<ObjectionView>> ReadAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var standing = await db.Objections.AsNoTracking().Where(row => row.UserId == customer.User && row.EndedAt == null).ToListAsync(cancel);
        var former = await ForgetFormerDetails.CountAsync(db, customer.User, cancel);
        return
        [
            .. from use in Enum.GetValues<LegitimateUse>()
               let stands = standing.SingleOrDefault(row => row.Use == use)
               where stands is not null || !Objection.IsWeighed(use)
               select new ObjectionView(use, stands?.Since, stands is null && use is LegitimateUse.FormerDetails ? former : 0),
        ];
    }

    /// <summary>Takes part in the act that objects; the request has its answer with it.</summary>
    /// <returns>How many entries went with the use.</returns>
    internal static int Honour(PortalDbContext db, PrivacyRequest request, LegitimateUse use, DateTimeOffset now)
    {
        var deleted = End(db, request, use, now);
        request.Outcome = RequestOutcome.Whole;
        if (request.State is RequestState.Received) request.State = RequestState.Open;
        request.State = RequestState.Responding;
        (request.State, request.EndedAt) = (RequestState.Fulfilled, now);
        db.Tell(request, RequestStep.ObjectionInForce, now);
        db.Tell(request, RequestStep.Answered, now);
        return deleted;
    }

    /// <summary>Takes part in the act that honours an objection: it stands from here on, and what the use kept goes.</summary>
    /// <returns>How many entries went with it.</returns>
    internal static int End(PortalDbContext db, PrivacyRequest request, LegitimateUse use, DateTimeOffset now)
    {
        if (!Objection.Stands(db, request.UserId, use))
            db.Objections.Add(new Objection { Id = Guid.CreateVersion7(now), UserId = request.UserId, RequestId = request.Id, Use = use, Since = now });
        switch (use)
        {
            case LegitimateUse.FormerDetails:
                return ForgetFormerDetails.Forget(db, request.UserId);
            case LegitimateUse.DirectMarketing:
                Consent.Withdraw(db, request.UserId, ConsentKind.ProductNews, now);
                return 0;
            case LegitimateUse.SignInSecurity:
                if (db.Living(request.UserId) is { } row) PasswordProof.Forgive(row);
                return db.FailedProofs.Where(proof => proof.UserId == request.UserId).ExecuteDelete();
            default:
                return 0;
        }
    }
}
