namespace SmsViro.Core.Rights.Requests;

/// <summary>What a person may ask of us; the numbers are stored.</summary>
public enum RequestKind
{
    /// <summary>A copy of everything (GDPR Article 15).</summary>
    Copy = 1,

    /// <summary>Erasure (GDPR Article 17).</summary>
    Erasure = 2,

    /// <summary>What she gave us, for another service to read (GDPR Article 20).</summary>
    Portability = 3,

    /// <summary>A value put right (GDPR Article 16).</summary>
    Rectification = 4,

    /// <summary>Nothing done with her data but keeping it, for a while (GDPR Article 18).</summary>
    Restriction = 5,

    /// <summary>An end to what rests on our own interest (GDPR Article 21).</summary>
    Objection = 6,

    /// <summary>That we break the law on her data, or answered her badly (Data Protection Act 2018 section 164A, in force since 19 June 2026).</summary>
    Complaint = 7,

    /// <summary>A person to look at what a rule refused her (GDPR Article 22(3), in the United Kingdom 22C).</summary>
    DecisionReview = 8,
}
