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
        && (mail.Enclosure is null || EnclosureOf(mail, box) is not null)
            ? new Letter(address, subject, body, mail.Owner == default ? null : mail.Owner) { Enclosure = EnclosureOf(mail, box) }
            : null;

    private static Enclosure? EnclosureOf(OutgoingMail mail, Box box) =>
        mail.Enclosure is { } closed && box.OpenBytes(OutgoingMailMapping.Enclosure, mail.Id, closed).Bytes is { } bytes ? new Enclosure(mail.EnclosureName!, mail.EnclosureType!, bytes) : null;
}
