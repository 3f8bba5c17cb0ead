namespace SmsViro.Core.PersonalData;

/// <summary>A company outside this one that receives personal data for us (GDPR Article 28); each slice registers those it hands anything to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Purpose">What it does for us.</param>
/// <param name="Receives">The fields it gets, and no other.</param>
/// <param name="Country">Where it is, as two letters (ISO 3166-1).</param>
/// <param name="Safeguard">What protects the data in a country outside the European Economic Area and the United Kingdom.</param>
/// <param name="AgreedOn">The day of the agreement that binds it to confidentiality.</param>
/// <param name="AgreementAt">Where that agreement is kept.</param>
/// <param name="AgreementEndsOn">Its last day, or the day by which it is looked at again.</param>
/// <param name="PlainBecause">Why the way to it is not encrypted; null where it is.</param>
public sealed record Partner(
    string Name, string Purpose, string Receives, string Country, Safeguard Safeguard, DateOnly AgreedOn, string AgreementAt, DateOnly AgreementEndsOn, string? PlainBecause)
{
    // The European Economic Area and the United Kingdom, which hold each other's law to be as good as their own.
    private static readonly HashSet<string> Near = new(
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"],
        StringComparer.Ordinal);

    /// <summary>"United Kingdom".</summary>
    public string CountryName => Values.Country.TryParse(Country, out var country) ? country.EnglishName : Country;

    /// <summary>What lets the data go there (GDPR Chapter V).</summary>
    public string Protection => IsNear(Country) ? "Inside the European Economic Area and the United Kingdom" : Safeguard switch
    {
        Safeguard.AdequacyDecision => "An adequacy decision (Article 45)",
        Safeguard.StandardClauses => "Standard contractual clauses (Article 46(2)(c))",
        Safeguard.None => "Nothing is named",
    };

    public string Way => PlainBecause is null ? "Encrypted" : $"Not encrypted by itself: {PlainBecause}";

    internal static bool IsNear(string country) => Near.Contains(country);
}

/// <summary>What protects personal data in a country whose law is not ours.</summary>
public enum Safeguard
{
    None,

    /// <summary>The law there was found as good as ours (GDPR Article 45).</summary>
    AdequacyDecision,

    /// <summary>The company signed the standard contractual clauses (Article 46(2)(c)).</summary>
    StandardClauses,
}
