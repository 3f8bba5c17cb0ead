namespace SmsViro.Core.PersonalData;

/// <summary>The grounds of GDPR Article 6(1) that this house uses.</summary>
public enum LawfulBasis
{
    Contract,
    LegalObligation,
    LegitimateInterests,
    Consent,
}

/// <summary>The people whose data we hold.</summary>
public enum Whose
{
    /// <summary>Those who have an account.</summary>
    Customers,

    /// <summary>Those whom customers write to.</summary>
    Recipients,

    /// <summary>Those who work here.</summary>
    Staff,
}

/// <summary>One thing we do with personal data: why, on which ground, how long, and who else receives it (GDPR Article 30(1)).</summary>
public sealed record Activity
{
    /// <summary>Stable, lower case with hyphens; the key in the lock file.</summary>
    public required string Id { get; init; }

    /// <summary>The purpose as a plain phrase: "Deliver the messages you send".</summary>
    public required string Purpose { get; init; }

    public required LawfulBasis Basis { get; init; }

    public required IReadOnlyList<Category> Uses { get; init; }

    /// <summary>Whose data it is (Article 30(1)(c)).</summary>
    public IReadOnlyList<Whose> About { get; init; } = [Whose.Customers];

    public bool IsAboutWhoSignsIn => About.Any(whose => whose is not Whose.Recipients);

    /// <summary>Which interest it serves and why that weighs more here (Article 13(1)(d)); stated exactly where the ground is our own interest.</summary>
    public string? Interest { get; init; }

    /// <summary>How a person objects to it and what happens then (Article 21); stated exactly where the ground is our own interest.</summary>
    public string? Objection { get; init; }

    /// <summary>How long, as a person would say it: "While you have an account".</summary>
    public required string Retention { get; init; }

    /// <summary>Who outside this company receives the data; empty when nobody does.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];
}

/// <summary>A slice's list of what it does with personal data; found in the assembly, so a slice registers it by writing it.</summary>
public abstract class ActivityBook
{
    public abstract IReadOnlyList<Activity> Activities { get; }
}
