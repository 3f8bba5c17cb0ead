using System.Diagnostics.CodeAnalysis;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>What a person tells us of herself, judged. Its text form names nothing.</summary>
public sealed record PersonalDetails
{
    public const int LongestName = 100;
    public const int LongestCompany = 120;
    public const string DefaultTimeZone = "Europe/London";

    private PersonalDetails(string name, string? company, PhoneNumber? phone, string timeZone) =>
        (Name, Company, Phone, TimeZone) = (name, company, phone, timeZone);

    public string Name { get; }

    public string? Company { get; }

    public PhoneNumber? Phone { get; }

    /// <summary>An IANA id this machine knows.</summary>
    public string TimeZone { get; }

    /// <summary>Judges every field at once, so that a form shows all that is wrong with it.</summary>
    public static bool TryParse(string? name, string? company, string? phone, string? timeZone, [NotNullWhen(true)] out PersonalDetails? details, out DetailFlaws flaws)
    {
        name = name?.Trim() ?? "";
        company = company?.Trim() ?? "";
        var zone = string.IsNullOrEmpty(timeZone) ? DefaultTimeZone : timeZone;
        var number = default(PhoneNumber);
        var phoned = !string.IsNullOrWhiteSpace(phone);

        flaws = DetailFlaws.None;
        if (name.Length == 0) flaws |= DetailFlaws.NameMissing;
        if (name.Length > LongestName) flaws |= DetailFlaws.NameTooLong;
        if (company.Length > LongestCompany) flaws |= DetailFlaws.CompanyTooLong;
        if (phoned && !PhoneNumber.TryParse(phone, Country.UnitedKingdom, out number)) flaws |= DetailFlaws.NotANumber;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) flaws |= DetailFlaws.UnknownZone;

        details = flaws is DetailFlaws.None ? new PersonalDetails(name, company.Length == 0 ? null : company, phoned ? number : null, zone) : null;
        return details is not null;
    }

    public override string ToString() => "details of a person";
}

/// <summary>What is wrong with details as they were typed.</summary>
[Flags]
public enum DetailFlaws
{
    None = 0,
    NameMissing = 1,
    NameTooLong = 2,
    CompanyTooLong = 4,
    NotANumber = 8,
    UnknownZone = 16,
}
