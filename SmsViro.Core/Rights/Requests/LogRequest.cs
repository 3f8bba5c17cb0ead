using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Why a request was not logged; nothing was written.</summary>
public enum LogRefusal
{
    /// <summary>It cannot have reached us after now.</summary>
    InTheFuture = 1,

    /// <summary>More than a day old: why it is logged only now must be said.</summary>
    NeedsReason,

    /// <summary>What was received is missing.</summary>
    NeedsText,

    /// <summary>A restriction needs the case of Article 18(1), an objection the use it is about.</summary>
    NeedsCase,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,

    /// <summary>The person is no member of staff any more.</summary>
    NotStaff,
}

/// <summary>A request that reached us by e-mail, telephone or letter.</summary>
public sealed record LoggedRequest(RequestKind Kind, RequestChannel Channel, DateTimeOffset ReceivedAt, string Original)
{
    public string? LateBecause { get; init; }

    public RestrictionGround? Ground { get; init; }

    public LegitimateUse? Use { get; init; }

    // A record prints its members; this one would print somebody's letter into a log.
    public override string ToString() => "logged request";
}

/// <summary>Writes down a request that did not come through the portal, with its true instant and its own words: the clock has run since it reached us, logged or not.</summary>
public sealed class LogRequest(RequestOpening opening, TimeProvider clock)
{
    /// <summary>Logged later than that, a request needs a reason.</summary>
    public static readonly TimeSpan WithoutReason = TimeSpan.FromDays(1);

    public async Task<OpenedRequest<LogRefusal>> RunAsync(AccessGrant grant, LoggedRequest received, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        if (received.ReceivedAt > now) return Refused(LogRefusal.InTheFuture);
        if (now - received.ReceivedAt > WithoutReason && (received.LateBecause?.Trim().Length ?? 0) < RequestDesk.ShortestWords) return Refused(LogRefusal.NeedsReason);
        if (received.Original.Trim().Length < RequestDesk.ShortestWords) return Refused(LogRefusal.NeedsText);
        if ((received.Kind is RequestKind.Restriction && received.Ground is null) || (received.Kind is RequestKind.Objection && received.Use is null)) return Refused(LogRefusal.NeedsCase);

        var wish = new Wish(received.Kind)
        {
            Words = received.Original,
            Channel = received.Channel,
            LoggedBy = grant.Staff,
            LateBecause = received.LateBecause,
            RestrictionGround = received.Kind is RequestKind.Restriction ? received.Ground : null,
            ObjectsTo = received.Kind is RequestKind.Objection ? received.Use : null,
        };
        return await opening.RunAsync(
            new Customer(grant.Subject.User, grant.Subject.Account),
            wish,
            received.ReceivedAt,
            new Opening<LogRefusal>
            {
                Deed = AuditDeed.LoggedRequest,
                Actor = grant.Staff,
                Unless = (db, person) =>
                    StaffAmong.RoleOf(db, grant.Staff) is null ? LogRefusal.NotStaff
                    : person is null ? LogRefusal.AccountClosed
                    : null,
            },
            cancel);
    }

    private static OpenedRequest<LogRefusal> Refused(LogRefusal refusal) => new(null, refusal);
}
