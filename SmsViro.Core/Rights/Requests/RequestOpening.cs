using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What opening a request does besides.</summary>
internal sealed record Opening<TRefusal>
    where TRefusal : struct, Enum
{
    public required AuditDeed Deed { get; init; }

    /// <summary>Where something is sealed for the request already; else it gets an id of its own.</summary>
    public Guid? Id { get; init; }

    /// <summary>Who writes it down.</summary>
    public required UserId Actor { get; init; }

    /// <summary>Refuses inside the act, before anything is written.</summary>
    public required Func<PortalDbContext, PortalUser?, TRefusal?> Unless { get; init; }

    /// <summary>What is in force with the request, in the same act.</summary>
    public Action<PortalDbContext, PrivacyRequest> Change { get; init; } = (_, _) => { };

    public LetterKind Letter { get; init; } = LetterKind.Received;

    /// <summary>What the letter says besides.</summary>
    public string? Words { get; init; }

    /// <summary>Who received the data and is told, for the letter.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}

/// <summary>The request that was opened; or why none was.</summary>
public readonly record struct OpenedRequest<TRefusal>(Guid? Request, TRefusal? Refusal)
    where TRefusal : struct, Enum;

/// <summary>Opens every request: the row, its first letter, what it puts in force and the trail are one act.</summary>
public sealed class RequestOpening(WriteQueue writes, Vault vault, LetterWriter letters, AuditTrail trail, RightsOptions options, TimeProvider clock)
{
    // Somebody else's request can take the number a letter was written for; then it is written again.
    private const int MostTries = 8;

    internal async Task<OpenedRequest<TRefusal>> RunAsync<TRefusal>(Customer customer, Wish wish, DateTimeOffset receivedAt, Opening<TRefusal> opening, CancellationToken cancel)
        where TRefusal : struct, Enum
    {
        var now = clock.GetUtcNow();
        var id = opening.Id ?? Guid.CreateVersion7(now);
        var numbered = await DraftAsync(customer, wish, id, receivedAt, cancel);
        var year = numbered(0).Year;
        var entry = await trail.DraftAsync(opening.Actor, customer.User, opening.Deed, concerning: id, cancel: cancel);
        for (var attempt = 1; ; attempt++)
        {
            var sequence = await writes.RunAsync(db => db.NextSequence(year), cancel: cancel);
            var draft = numbered(sequence);
            var letter = await letters.DraftAsync(draft, opening.Letter, draft.DueOn, facts => facts with { Words = opening.Words, Recipients = opening.Recipients }, cancel);
            var (opened, refusal) = await writes.RunAsync<(bool, TRefusal?)>(
                db =>
                {
                    if (opening.Unless(db, db.Users.SingleOrDefault(user => user.Id == customer.User.Value && user.State == AccountState.Active)) is { } no) return (false, no);
                    if (db.NextSequence(year) != sequence) return (false, null);

                    var request = numbered(sequence);
                    db.PrivacyRequests.Add(request);
                    // Before all that comes with it, whose instant is the request's own.
                    if (request.LoggedBy is null) db.Tell(request, RequestStep.Received, receivedAt);
                    else db.Tell(request, RequestStep.Logged, now);
                    opening.Change(db, request);
                    letter.Post(db);
                    AuditTrail.Append(db, entry, db.Users.Single(user => user.Id == opening.Actor.Value).Role);
                    return (true, null);
                },
                outcome => outcome.Item1,
                cancel);
            if (refusal is not null) return new OpenedRequest<TRefusal>(null, refusal);
            if (!opened && attempt < MostTries) continue;
            if (!opened) throw new StorageUnavailableException("No number for a request was free after several tries.");

            letters.Hurry();
            return new OpenedRequest<TRefusal>(id, null);
        }
    }

    private async Task<Func<int, PrivacyRequest>> DraftAsync(Customer customer, Wish wish, Guid id, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        var dates = StatutoryClock.For(receivedAt, options.SeatZone, options.Jurisdiction);
        var box = await vault.OpenAsync(Scope.Request(id), cancel);
        var (about, words, wanted, late) = (
            Closed(RequestFields.About, wish.About), Closed(RequestFields.Wish, wish.Words), Closed(RequestFields.Wanted, wish.Wanted), Closed(RequestFields.LateBecause, wish.LateBecause));
        return sequence => new PrivacyRequest
        {
            Id = id,
            UserId = customer.User,
            AccountId = customer.Account,
            Kind = wish.Kind,
            State = wish.State,
            Year = dates.Origin.Year,
            Sequence = sequence,
            ReceivedAt = receivedAt,
            Channel = wish.Channel,
            Jurisdiction = options.Jurisdiction,
            DueOn = dates.Due,
            Calendar = dates.Calendar,
            LoggedBy = wish.LoggedBy,
            About = about,
            Wish = words,
            Wanted = wanted,
            LateBecause = late,
            RestrictionGround = wish.RestrictionGround,
            ObjectsTo = wish.ObjectsTo,
            GraceUntil = wish.GraceUntil,
        };

        Sealed? Closed(Field field, string? text) => string.IsNullOrWhiteSpace(text) ? null : box.Seal(field, id, text.Trim());
    }
}
