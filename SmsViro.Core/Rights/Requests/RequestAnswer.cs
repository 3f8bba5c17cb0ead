using SmsViro.Core.Privacy;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What an answer says.</summary>
public enum RequestOutcome
{
    /// <summary>All she asked for.</summary>
    Whole = 1,
    Part = 2,
    Refused = 3,
}

/// <summary>The grounds on which the law lets us refuse; there is no other, and no "operational" one.</summary>
public enum RefusalGround
{
    /// <summary>Article 12(5): manifestly unfounded.</summary>
    ManifestlyUnfounded = 1,

    /// <summary>Article 12(5): excessive, because repeated.</summary>
    Excessive = 2,

    /// <summary>Article 11(2): we cannot tell who she is in this data.</summary>
    CannotIdentify = 3,

    /// <summary>Article 15(4): another person's rights.</summary>
    RightsOfOthers = 4,

    /// <summary>Article 17(3)(a).</summary>
    FreedomOfExpression = 5,

    /// <summary>Article 17(3)(b).</summary>
    LegalObligation = 6,

    /// <summary>Article 17(3)(c).</summary>
    PublicHealth = 7,

    /// <summary>Article 17(3)(d).</summary>
    Archiving = 8,

    /// <summary>Article 17(3)(e).</summary>
    LegalClaims = 9,

    /// <summary>Article 23: a law that restricts the right.</summary>
    RestrictedByLaw = 10,

    /// <summary>Article 21(1): our reasons weigh more than hers.</summary>
    CompellingGrounds = 11,

    /// <summary>Article 16 gives a right against what is inaccurate: we looked, and it is not.</summary>
    RecordIsRight = 12,
}

/// <summary>Why an answer takes up to three months.</summary>
public enum ExtensionReason
{
    Complexity = 1,
    NumberOfRequests = 2,
}

/// <summary>How a request reached us.</summary>
public enum RequestChannel
{
    Portal = 0,
    Mail = 1,
    Telephone = 2,
    Paper = 3,
}

/// <summary>Which ground goes with which right, and its article.</summary>
public static class RefusalGrounds
{
    public static string Article(RefusalGround ground) => ground switch
    {
        RefusalGround.ManifestlyUnfounded or RefusalGround.Excessive => "Article 12(5)",
        RefusalGround.CannotIdentify => "Article 11(2)",
        RefusalGround.RightsOfOthers => "Article 15(4)",
        RefusalGround.FreedomOfExpression => "Article 17(3)(a)",
        RefusalGround.LegalObligation => "Article 17(3)(b)",
        RefusalGround.PublicHealth => "Article 17(3)(c)",
        RefusalGround.Archiving => "Article 17(3)(d)",
        RefusalGround.LegalClaims => "Article 17(3)(e)",
        RefusalGround.RestrictedByLaw => "Article 23",
        RefusalGround.CompellingGrounds => "Article 21(1)",
        RefusalGround.RecordIsRight => "Article 16",
    };

    /// <summary>Only an objection to a use that is weighed can be outweighed.</summary>
    public static IReadOnlyList<RefusalGround> For(RequestKind kind, LegitimateUse? use = null) => kind switch
    {
        RequestKind.Objection when use is { } weighed && Objection.IsWeighed(weighed) => [RefusalGround.CompellingGrounds, .. General],
        RequestKind.Copy or RequestKind.Portability => [.. General, RefusalGround.RightsOfOthers],
        RequestKind.Erasure => [.. General, RefusalGround.FreedomOfExpression, RefusalGround.LegalObligation, RefusalGround.PublicHealth, RefusalGround.Archiving, RefusalGround.LegalClaims],
        RequestKind.Rectification => [RefusalGround.RecordIsRight, .. General],
        RequestKind.Restriction or RequestKind.Objection => General,

        // Looked into or looked at again it always is; what is found needs words, not a ground.
        RequestKind.Complaint or RequestKind.DecisionReview => [],
    };

    private static IReadOnlyList<RefusalGround> General { get; } =
        [RefusalGround.ManifestlyUnfounded, RefusalGround.Excessive, RefusalGround.CannotIdentify, RefusalGround.RestrictedByLaw];
}
