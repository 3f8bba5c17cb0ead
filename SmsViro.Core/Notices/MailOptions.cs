using Microsoft.Extensions.Options;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>How mail leaves the house; configuration section Mail.</summary>
public sealed record MailOptions : PartnerTerms
{
    public const string Section = "Mail";

    /// <summary>The SMTP server that takes our mail. Without one, mail waits, sealed (in Development it is dropped into a folder instead).</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Whether the server must speak TLS; one outside this machine that does not needs <see cref="PartnerTerms.PlainBecause"/>.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address letters come from.</summary>
    public string From { get; set; } = "no-reply@localhost.localdomain";

    /// <summary>Who runs the server, as the register of partners names it.</summary>
    public string Company { get; set; } = "Mail provider";

    /// <summary>The mail provider in the register of partners; null before where it is and its agreement are known.</summary>
    public Partner? Partner => Host is null ? null : Entry(Company, "Carries the mail we send you", "your e-mail address and what the letter says", Section, Host, Tls);

    /// <summary>What is wrong with the section, a sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!EmailAddress.TryParse(From, out _)) yield return $"{Section}:From is the e-mail address that letters come from.";
        if (Port is < 1 or > 65_535) yield return $"{Section}:Port is a port number, 587 unless the server says otherwise.";
        if (Host is null) yield break;

        foreach (var problem in Problems(Section, Host, Tls)) yield return problem;
    }

    /// <summary>The company alone: a record would print the password.</summary>
    public override string ToString() => Company;
}

/// <summary>Judges the section when the portal starts.</summary>
internal sealed class MailRules : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
