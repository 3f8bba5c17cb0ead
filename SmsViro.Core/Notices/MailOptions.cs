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

    internal bool FromIsAddress => EmailAddress.TryParse(From, out _);
}
