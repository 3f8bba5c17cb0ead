namespace SmsViro.Core.Rights.Requests;

/// <summary>How grounds, outcomes and channels are said, on screen and on paper alike.</summary>
public static class RequestWords
{
    public static string Of(RequestChannel channel) => channel switch
    {
        RequestChannel.Portal => "In the portal",
        RequestChannel.Mail => "By e-mail",
        RequestChannel.Telephone => "By telephone",
        RequestChannel.Paper => "By letter",
    };

    public static string Of(RequestKind kind, RequestOutcome outcome) => (kind, outcome) switch
    {
        (RequestKind.Complaint, RequestOutcome.Whole) => "Upheld",
        (RequestKind.Complaint, RequestOutcome.Part) => "Upheld in part",
        (RequestKind.Complaint, RequestOutcome.Refused) => "Not upheld",
        (RequestKind.DecisionReview, RequestOutcome.Whole) => "Changed",
        (RequestKind.DecisionReview, RequestOutcome.Part) => "Changed in part",
        (RequestKind.DecisionReview, RequestOutcome.Refused) => "It stands",
        (_, RequestOutcome.Whole) => "All you asked for",
        (_, RequestOutcome.Part) => "Part of what you asked for",
        (_, RequestOutcome.Refused) => "Refused",
    };

    /// <summary>What sets the day our answer is due, as a letter and a page cite it.</summary>
    public static string Period(RequestKind kind, Jurisdiction jurisdiction) => (kind, jurisdiction) switch
    {
        (RequestKind.Complaint, Jurisdiction.UnitedKingdom) => $"our own rule; the law says without undue delay, Data Protection Act 2018 section 164A: {Month}",
        (RequestKind.Complaint, Jurisdiction.EuropeanUnion) => $"our own rule, the same as for a request: {Month}",
        (_, Jurisdiction.UnitedKingdom) => $"UK GDPR Article 12A: {Month}",
        (_, Jurisdiction.EuropeanUnion) => $"GDPR Article 12(3) and Regulation 1182/71 Article 3: {Month}",
    };

    /// <summary>The right that a request rests on.</summary>
    public static string Law(RequestKind kind, Jurisdiction jurisdiction) => (kind, jurisdiction) switch
    {
        (RequestKind.Copy, _) => $"{Regulation(jurisdiction)} Article 15",
        (RequestKind.Erasure, _) => $"{Regulation(jurisdiction)} Article 17",
        (RequestKind.Portability, _) => $"{Regulation(jurisdiction)} Article 20",
        (RequestKind.Rectification, _) => $"{Regulation(jurisdiction)} Article 16",
        (RequestKind.Restriction, _) => $"{Regulation(jurisdiction)} Article 18",
        (RequestKind.Objection, _) => $"{Regulation(jurisdiction)} Article 21",
        (RequestKind.Complaint, Jurisdiction.UnitedKingdom) => "Data Protection Act 2018 section 164A",
        (RequestKind.Complaint, Jurisdiction.EuropeanUnion) => "GDPR Article 77",
        // Article 22 was replaced there by the Data (Use and Access) Act 2025, section 80; the safeguards stand in 22C.
        (RequestKind.DecisionReview, Jurisdiction.UnitedKingdom) => "UK GDPR Article 22C",
        (RequestKind.DecisionReview, Jurisdiction.EuropeanUnion) => "GDPR Article 22(3)",
    };

    private const string Month = "one calendar month; a weekend or holiday moves the last day to the next working day";

    public static string Of(ExtensionReason reason) => reason switch
    {
        ExtensionReason.Complexity => "the request is complex",
        ExtensionReason.NumberOfRequests => "you made several requests",
    };

    public static string Of(RefusalGround ground) => $"{Plain(ground)} (GDPR {RefusalGrounds.Article(ground)})";

    /// <summary>The same in a letter, which names the law of its request.</summary>
    public static string Of(RefusalGround ground, Jurisdiction jurisdiction) => $"{Plain(ground)} ({Regulation(jurisdiction)} {RefusalGrounds.Article(ground)})";

    /// <summary>The same in a letter that refuses, with the article that has us say why: "(UK GDPR Articles 16 and 12(4))".</summary>
    public static string OfRefusal(RefusalGround ground, Jurisdiction jurisdiction) =>
        $"{Plain(ground)} ({Regulation(jurisdiction)} Articles {RefusalGrounds.Article(ground)["Article ".Length..]} and 12(4))";

    /// <summary>What the regulation is called where the request is answered.</summary>
    public static string Regulation(Jurisdiction jurisdiction) => jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => "UK GDPR",
        Jurisdiction.EuropeanUnion => "GDPR",
    };

    private static string Plain(RefusalGround ground) => ground switch
    {
        RefusalGround.ManifestlyUnfounded => "the request is manifestly unfounded",
        RefusalGround.Excessive => "the request repeats earlier ones and is excessive",
        RefusalGround.CannotIdentify => "we cannot tell which of this data is yours",
        RefusalGround.RightsOfOthers => "it would harm the rights of another person",
        RefusalGround.FreedomOfExpression => "the data is needed for the freedom of expression and information",
        RefusalGround.LegalObligation => "a law obliges us to keep the data",
        RefusalGround.PublicHealth => "the data is needed for public health",
        RefusalGround.Archiving => "the data is needed for archives or research in the public interest",
        RefusalGround.LegalClaims => "the data is needed for legal claims",
        RefusalGround.RestrictedByLaw => "a law restricts this right",
        RefusalGround.CompellingGrounds => "our compelling reasons weigh more than the ones you gave",
        RefusalGround.RecordIsRight => "we looked into it and the record is right",
    };
}
