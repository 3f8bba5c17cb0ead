using System.Globalization;
using System.Text;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>The letter that says what was erased, what stays and why, and when the last backup forgets; the certificate goes with it. The mail belongs to no account: hers is gone. The request keeps what it said for as long as the address, 30 days.</summary>
public sealed class ErasureReply(Vault vault, DeclaredTables tables, WhoReceived received, Post post, AuditTrail trail, RightsOptions options, Horizon horizon, TimeProvider clock)
{
    /// <summary>Null when no address can be read any more; the certificate then stays at the desk.</summary>
    public async Task<LetterDraft?> SealAsync(PrivacyRequest request, DataSubject subject, byte[] certificate, FileSearch? searched, CancellationToken cancel)
    {
        if (request.AnswerTo is not { } closed) return null;

        var box = await vault.FindAsync(Scope.Request(request.Id), cancel);
        var opened = box.Open(PrivacyRequestMapping.AnswerTo, request.Id, closed);
        if (!EmailAddress.TryParse(opened.Text, out var to)) return null;

        var body = Body(request, await tables.RetainedAsync(subject, cancel), await received.OfRequestAsync(request.Id, cancel), searched, await trail.HeadAsync(cancel));
        var file = new Enclosure($"certificate-{request.Reference}.pdf", "application/pdf", certificate);
        var mail = await post.SealAsync(new Letter(to, $"Your account is erased ({request.Reference})", body) { Enclosure = file }, cancel);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new LetterDraft(
            new RequestLetter
            {
                Id = id,
                RequestId = request.Id,
                UserId = request.UserId,
                Kind = LetterKind.Answered,
                At = now,
                Afterwards = box.Seal(RequestFields.LetterAfterwards, id, body),
                Mail = mail.Id,
            },
            mail);
    }

    public void Hurry() => post.Hurry();

    private string Body(PrivacyRequest request, IReadOnlyList<Retained> kept, IReadOnlyList<string> told, FileSearch? searched, ChainHead head)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.SeatZone).DateTime);
        var body = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"You asked us on {ReportFacts.Said(request.ReceivedAt)} to erase your account. It is done.")
            .AppendLine()
            .AppendLine("The keys of your profile, texts, numbers, drafts and replies are destroyed, and their rows are deleted or emptied. Every store was searched again afterwards; nothing was left in them that should be gone. The certificate with this letter says it store by store.")
            .AppendLine();
        if (searched is { Found.Count: > 0 }) body.AppendLine("A search of our files then found something of yours where no store keeps it. Our staff were told at once and delete it.").AppendLine();
        if (kept.Count > 0) body.AppendLine("What stays, and why:").AppendLine();
        foreach (var item in kept.GroupBy(item => (item.Ground, item.Until)))
            body.AppendLine(CultureInfo.InvariantCulture, $"* {string.Join(", ", item.Select(one => one.Category.Name).Distinct())}: {item.Key.Ground}. Until: {item.Key.Until}.");
        body.AppendLine();
        if (told.Count > 0) body.AppendLine(LetterWords.Told(told, options.Jurisdiction));
        return body
            .AppendLine(CultureInfo.InvariantCulture, $"Backups made before today hold your data sealed, and no key that could open it is left anywhere after {ReportFacts.Said(horizon.WholeScopeOn(today))}. The backups themselves are gone on {ReportFacts.Said(horizon.SmallerOn(today))}.")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"We keep this address for 30 days to answer you, then forget it too. If something is wrong, write to {options.Contact}. {LetterWords.Remedies(options)}")
            .AppendLine()
            .AppendLine(LetterWords.Line(options, head))
            .ToString();
    }
}
