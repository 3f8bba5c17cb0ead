using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

internal static class MailReading
{
    /// <summary>The letter behind a row; null when any part of it cannot be opened.</summary>
    public static Letter? Read(this OutgoingMail mail, Box box) =>
        box.Open(OutgoingMailMapping.To, mail.Id, mail.To).Text is { } to && EmailAddress.TryParse(to, out var address)
        && box.Open(OutgoingMailMapping.Subject, mail.Id, mail.Subject).Text is { } subject
        && box.Open(OutgoingMailMapping.Body, mail.Id, mail.Body).Text is { } body
            ? new Letter(address, subject, body, mail.Owner == default ? null : mail.Owner)
            : null;
}
