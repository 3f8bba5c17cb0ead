using System.Net;

namespace SmsViro.Core.PersonalData;

/// <summary>What a configuration section says of the company that receives personal data over it. Nothing starts before all of it is said.</summary>
public abstract record PartnerTerms
{
    private const string OnThisMachine = "it does not leave this machine";

    /// <summary>Where the company is, as two letters.</summary>
    public string Country { get; set; } = "";

    /// <summary>The day of the data protection agreement with it.</summary>
    public DateOnly? AgreedOn { get; set; }

    /// <summary>Where the agreement is kept: a reference into the company's own files.</summary>
    public string AgreementAt { get; set; } = "";

    /// <summary>The agreement's last day, or the day by which it is looked at again; after it the portal does not start.</summary>
    public DateOnly? AgreementEndsOn { get; set; }

    /// <summary>What protects the data in a country outside the European Economic Area and the United Kingdom.</summary>
    public Safeguard Safeguard { get; set; }

    /// <summary>Why the way there takes no TLS, such as "a leased line of our own"; needed only where it does not, and printed in the policy.</summary>
    public string PlainBecause { get; set; } = "";

    /// <summary>The company as the register names it; null before all is said.</summary>
    protected Partner? Entry(string name, string purpose, string receives, string section, string host, bool encrypted) =>
        Problems(section, host, encrypted).Any()
            ? null
            : new Partner(
                name, purpose, receives, Country, Safeguard, AgreedOn!.Value, AgreementAt, AgreementEndsOn!.Value, encrypted ? null : PlainBecause.Length > 0 ? PlainBecause : OnThisMachine);

    /// <summary>What is missing, a sentence each.</summary>
    protected IEnumerable<string> Problems(string section, string host, bool encrypted)
    {
        if (Country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            yield return $"{section}:Country is where the company is, as two capital letters: it receives personal data, and the register of partners names it.";
        else if (!Partner.IsNear(Country) && Safeguard is Safeguard.None)
            yield return $"{section}:Safeguard is AdequacyDecision or StandardClauses: {Country} lies outside the European Economic Area and the United Kingdom, and nothing may go there unprotected (GDPR Article 44).";
        if (AgreedOn is null) yield return $"{section}:AgreedOn is the day of the data protection agreement with the company, as 2026-11-26: without one it receives nothing.";
        if (string.IsNullOrWhiteSpace(AgreementAt)) yield return $"{section}:AgreementAt says where that agreement is kept, such as 'contracts/2026/17': whoever audits us asks to see it.";
        if (AgreementEndsOn is null || AgreementEndsOn < AgreedOn) yield return $"{section}:AgreementEndsOn is the last day of that agreement, or the day by which it is looked at again, as 2027-11-26.";
        if (!encrypted && PlainBecause.Length == 0 && !IsHere(host))
            yield return $"{section}:Tls is true, or {section}:PlainBecause says why the way to {host} needs none, such as 'a leased line of our own': the policy prints it.";
    }

    private static bool IsHere(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
