using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>Whether the people affected are told, and if not why (GDPR Article 34); the numbers are stored.</summary>
public enum SubjectsDecision
{
    /// <summary>Not decided yet.</summary>
    Open = 0,
    Told = 1,

    /// <summary>What was taken cannot be read by whoever took it: sealed, and the keys are safe (Article 34(3)(a)).</summary>
    Unintelligible = 2,

    /// <summary>Measures taken since have removed the high risk (Article 34(3)(b)).</summary>
    RiskRemoved = 3,

    /// <summary>Telling each one is out of proportion, so it was made public (Article 34(3)(c)).</summary>
    MadePublic = 4,

    /// <summary>A high risk is unlikely (Article 34(1)).</summary>
    NoHighRisk = 5,
}

/// <summary>In what form the data got out, which decides whether anybody can read it; the numbers are stored.</summary>
public enum BreachForm
{
    Unknown = 0,

    /// <summary>As it is stored: a database, a backup, a disk. Sealed, while the keys are safe.</summary>
    AsStored = 1,

    /// <summary>In the clear: an export, a letter, a screen, an account that somebody was in.</summary>
    Readable = 2,
}

/// <summary>One breach of security: what happened, whom it affects, who was told when, what was done (GDPR Articles 33(5) and 34).</summary>
public sealed class Breach
{
    public Guid Id { get; init; }

    public Sealed Title { get; init; }

    /// <summary>What happened.</summary>
    public Sealed Facts { get; set; }

    public Sealed? Effects { get; set; }

    public Sealed? Measures { get; set; }

    /// <summary>When somebody of ours knew: every clock runs from here.</summary>
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>Ids of the categories of data it touched, a space between.</summary>
    public string Categories { get; set; } = "";

    /// <summary>The accounts it touched, as ids with a space between; empty for all of them.</summary>
    public string Accounts { get; set; } = "";

    /// <summary>The same, one by one.</summary>
    public IEnumerable<AccountId> AccountIds => Accounts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new AccountId(Guid.Parse(id)));

    /// <summary>How many accounts hold something of these categories; null before it was counted.</summary>
    public int? Affected { get; set; }

    /// <summary>How many of them are of our own staff.</summary>
    public int? AffectedStaff { get; set; }

    public DateTimeOffset? CountedAt { get; set; }

    /// <summary>At least so many people whom those accounts wrote to; null where the kinds of data say nothing of such people, or before it was counted.</summary>
    public int? RecipientsLeast { get; set; }

    /// <summary>At most so many: messages that still hold a number.</summary>
    public int? RecipientsMost { get; set; }

    /// <summary>True when the kinds hold something about people our customers wrote to: of those the customers decide, and have to be told (GDPR Article 33(2)).</summary>
    public bool ConcernsCustomers { get; set; }

    public BreachForm Form { get; set; }

    /// <summary>The provider's first notice to its authority (Regulation 611/2013 Article 2(2)).</summary>
    public DateTimeOffset? FirstNoticeAt { get; set; }

    /// <summary>The rest of it (Article 2(3)).</summary>
    public DateTimeOffset? FullNoticeAt { get; set; }

    /// <summary>The notice to the data protection authority (GDPR Article 33).</summary>
    public DateTimeOffset? AuthorityToldAt { get; set; }

    /// <summary>When our customers were told, as those who decide about their recipients' data.</summary>
    public DateTimeOffset? CustomersToldAt { get; set; }

    public SubjectsDecision Subjects { get; set; }

    public DateTimeOffset? SubjectsToldAt { get; set; }

    /// <summary>Why they are told, or not.</summary>
    public Sealed? SubjectsReason { get; set; }

    public UserId LoggedBy { get; init; }

    public DateTimeOffset LoggedAt { get; init; }

    /// <summary>What whoever closed it concluded.</summary>
    public Sealed? Conclusion { get; set; }

    /// <summary>When all was done; a closed breach has no clock.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>True when it was closed as none: what was one is closed only once its authority was told.</summary>
    public bool WasNone => ClosedAt is not null && AuthorityToldAt is null;

    /// <summary>Which warnings went, a bit each.</summary>
    public int Warned { get; set; }
}
