using SmsViro.Core.Privacy;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What somebody asks, before it has a number.</summary>
internal sealed record Wish(RequestKind Kind)
{
    public string? About { get; init; }

    public string? Words { get; init; }

    public string? Wanted { get; init; }

    public RestrictionGround? RestrictionGround { get; init; }

    public LegitimateUse? ObjectsTo { get; init; }

    /// <summary>Where it begins: what runs by itself waits for nobody at the desk.</summary>
    public RequestState State { get; init; } = RequestState.Received;

    /// <summary>Until when an erasure waits in case she thinks again.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    public RequestChannel Channel { get; init; }

    public UserId? LoggedBy { get; init; }

    public string? LateBecause { get; init; }

    // A record prints its members; these are somebody's words.
    public override string ToString() => "wish";
}
