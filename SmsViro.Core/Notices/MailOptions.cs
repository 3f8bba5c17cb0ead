using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>How mail leaves the house; configuration section Mail.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server that takes our mail. Without one, mail waits, sealed (in Development it is dropped into a folder instead).</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Whether the server must speak TLS; switch it off only for a server on this machine.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address letters come from.</summary>
    public string From { get; set; } = "no-reply@localhost.localdomain";

    /// <summary>Who runs the server, as the register of partners names it.</summary>
    public string Company { get; set; } = "Mail provider";

    /// <summary>Where that company is, as two letters.</summary>
    public string Country { get; set; } = "";

    /// <summary>The day of the data protection agreement with it.</summary>
    public DateOnly? AgreedOn { get; set; }

    /// <summary>The mail provider in the register of partners; none before where it is and its agreement are known.</summary>
    public IEnumerable<Partner> Partners => Host is null || Partner.Problems(Section, Country, AgreedOn).Any()
        ? []
        : [new Partner(Company, "Carries the mail we send you", "your e-mail address and what the letter says", Country, AgreedOn!.Value, Tls)];

    internal bool FromIsAddress => EmailAddress.TryParse(From, out _);
}
