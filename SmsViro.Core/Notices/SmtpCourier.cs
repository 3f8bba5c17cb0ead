using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace SmsViro.Core.Notices;

/// <summary>Hands letters to the configured SMTP server (RFC 5321), in plain text, with their enclosure.</summary>
internal sealed class SmtpCourier(IOptions<MailOptions> options) : IMailCourier
{
    private readonly MailOptions _options = options.Value;

    public bool IsReady => _options.Host is not null;

    public async Task CarryAsync(Guid id, Letter letter, CancellationToken cancel)
    {
        using var mail = new MailMessage(_options.From, letter.To.Address)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Body,
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{id:N}@{new MailAddress(_options.From).Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");

        if (letter.Enclosure is { } file) mail.Attachments.Add(new Attachment(new MemoryStream(file.Bytes.ToArray()), file.FileName, file.MediaType));

        using var server = new SmtpClient(_options.Host, _options.Port) { EnableSsl = _options.Tls };
        if (_options.User is not null) server.Credentials = new NetworkCredential(_options.User, _options.Password);
        try
        {
            await server.SendMailAsync(mail, cancel);
        }
        catch (SmtpException failure)
        {
            // The server's own words may quote the address; only the kind of failure leaves this method.
            throw new MailNotTakenException(failure.StatusCode.ToString());
        }
        catch (FormatException)
        {
            throw new MailNotTakenException("AddressNotSupported");
        }
    }
}
