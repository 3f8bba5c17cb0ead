using SmsViro.Core.Accounts;

namespace SmsViro.Portal.Accounts;

/// <summary>What is wrong with a detail, and what to do; null when nothing is.</summary>
internal static class DetailWords
{
    public static string? Name(DetailFlaws flaws) =>
        flaws.HasFlag(DetailFlaws.NameMissing) ? "Type your name, so that we know how to address you"
        : flaws.HasFlag(DetailFlaws.NameTooLong) ? "That is longer than 100 characters. Shorten it"
        : null;

    public static string? Company(DetailFlaws flaws) =>
        flaws.HasFlag(DetailFlaws.CompanyTooLong) ? "That is longer than 120 characters. Shorten it" : null;

    public static string? Phone(DetailFlaws flaws) =>
        flaws.HasFlag(DetailFlaws.NotANumber) ? "That is not a phone number. Type it with its country code, such as +44 7700 900118" : null;

    public static string? Zone(DetailFlaws flaws) =>
        flaws.HasFlag(DetailFlaws.UnknownZone) ? "Choose a time zone of the list" : null;
}
