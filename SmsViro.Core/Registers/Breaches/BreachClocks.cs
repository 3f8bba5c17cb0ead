using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>How long each notice may take; what a jurisdiction sets, and configuration may shorten or lengthen as its law changes.</summary>
public sealed record BreachProfile
{
    public const string Section = "Breaches";

    /// <summary>To the data protection authority (GDPR Article 33(1)).</summary>
    public TimeSpan Authority { get; init; } = TimeSpan.FromHours(72);

    /// <summary>A provider of electronic communications: the first notice (Regulation 611/2013 Article 2(2)).</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The rest, after the first notice (Article 2(3)).</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromDays(3);

    /// <summary>To customers, whose texts we carry for them: "without undue delay" (GDPR Article 33(2)), and that is our measure of it.</summary>
    public TimeSpan Customers { get; init; } = TimeSpan.FromHours(48);

    /// <summary>What holds under each law before configuration says otherwise.</summary>
    public static BreachProfile Of(Jurisdiction jurisdiction) => jurisdiction switch
    {
        Jurisdiction.EuropeanUnion or Jurisdiction.UnitedKingdom => new BreachProfile(),
    };
}

/// <summary>A notice that somebody must get.</summary>
public enum BreachNotice
{
    /// <summary>The provider's first notice.</summary>
    First = 0,

    /// <summary>The rest of the provider's notice.</summary>
    Rest = 1,

    /// <summary>The notice to the data protection authority.</summary>
    Authority = 2,

    /// <summary>The notice to our customers, who decide about the data of the people they write to.</summary>
    Customers = 3,
}

/// <summary>One clock of a breach.</summary>
/// <param name="Notice">Which notice.</param>
/// <param name="DueAt">The last instant.</param>
/// <param name="DoneAt">When it went; null while it has not.</param>
public sealed record BreachClock(BreachNotice Notice, DateTimeOffset DueAt, DateTimeOffset? DoneAt)
{
    public bool IsOverdue(DateTimeOffset now) => DoneAt is null && now > DueAt;
}

/// <summary>The clocks of a breach, computed from what is stored; hours, not days: no weekend stops them.</summary>
public static class BreachClocks
{
    /// <summary>In the order in which they end; none for what was no breach.</summary>
    public static IReadOnlyList<BreachClock> Of(Breach breach, BreachProfile profile) => breach.WasNone ? [] :
    [
        new(BreachNotice.First, breach.FoundAt + profile.First, breach.FirstNoticeAt),
        .. breach.ConcernsCustomers ? (BreachClock[])[new(BreachNotice.Customers, breach.FoundAt + profile.Customers, breach.CustomersToldAt)] : [],
        new(BreachNotice.Authority, breach.FoundAt + profile.Authority, breach.AuthorityToldAt),
        new(BreachNotice.Rest, (breach.FirstNoticeAt ?? breach.FoundAt + profile.First) + profile.Rest, breach.FullNoticeAt),
    ];

    /// <summary>What is still to be sent; nothing once the breach is closed.</summary>
    public static IEnumerable<BreachClock> Running(Breach breach, BreachProfile profile) => breach.ClosedAt is null ? Of(breach, profile).Where(clock => clock.DoneAt is null) : [];
}
