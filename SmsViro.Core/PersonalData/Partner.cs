namespace SmsViro.Core.PersonalData;

/// <summary>A company outside this one that receives personal data for us (GDPR Article 28); each slice registers those it hands anything to.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Purpose">What it does for us.</param>
/// <param name="Receives">The fields it gets, and no other.</param>
/// <param name="Country">Where it is, as two letters (ISO 3166-1).</param>
/// <param name="AgreedOn">The day of the agreement that binds it to confidentiality.</param>
/// <param name="Encrypted">Whether the way to it is.</param>
public sealed record Partner(string Name, string Purpose, string Receives, string Country, DateOnly AgreedOn, bool Encrypted)
{
    /// <summary>Why a section may not hand anything over yet: without a country and an agreement nothing starts.</summary>
    public static IEnumerable<string> Problems(string section, string country, DateOnly? agreedOn)
    {
        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) yield return $"{section}:Country is where the company is, as two capital letters: it receives personal data, and the register of partners names it.";
        if (agreedOn is null) yield return $"{section}:AgreedOn is the day of the data protection agreement with the company, as 2026-11-26: without one it receives nothing.";
    }
}
