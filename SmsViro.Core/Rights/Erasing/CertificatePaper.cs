using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Writes the certificate of an erasure: what went, store by store; what stays, on which ground and until when; what was booked; and the day the last backup forgets.</summary>
public sealed class CertificatePaper(
    IDbContextFactory<PortalDbContext> contexts, DeclaredTables tables, WhoReceived received, AuditTrail trail, IDocumentEngine engine, PortalCertificate certificate, RightsOptions options, Horizon horizon, TimeProvider clock)
{
    /// <param name="request">The request it answers.</param>
    /// <param name="subject">Whose data it was.</param>
    /// <param name="facts">What only the erasure itself knows.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<byte[]> WriteAsync(PrivacyRequest request, DataSubject subject, ErasureFacts facts, CancellationToken cancel)
    {
        List<StoreAnswer> answers;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            answers = await db.StoreAnswers.AsNoTracking().Where(answer => answer.RequestId == request.Id).OrderBy(answer => answer.Store).ToListAsync(cancel);

        var kept = await tables.RetainedAsync(subject, cancel);
        var told = await received.OfRequestAsync(request.Id, cancel);
        var head = await trail.HeadAsync(cancel);
        using var paper = new MemoryStream();
        await engine.WriteAsync(
            new Document
            {
                Title = $"Certificate of erasure, {request.Reference}",
                Language = "en",
                CreatedAt = clock.GetUtcNow(),
                Author = options.Controller,
                Header = $"Certificate of erasure, {request.Reference}",
                Footer = "It names a request and no person",
                Signature = await certificate.ForPaperAsync("To show that this certificate is ours and as it was written", cancel),
                Body = Words(request, facts, answers, kept, told, head).ToAsyncEnumerable(),
            },
            paper,
            cancel);
        return paper.ToArray();
    }

    private IEnumerable<Element> Words(PrivacyRequest request, ErasureFacts facts, List<StoreAnswer> answers, IReadOnlyList<Retained> kept, IReadOnlyList<string> told, ChainHead head)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, options.SeatZone).DateTime);
        yield return new Heading(1, "Certificate of erasure");
        yield return new Paragraph($"{options.Controller} has erased the account of request {request.Reference}, as Article 17 of the General Data Protection Regulation asks.") { Voice = Voice.Lead };
        yield return new KeyValues(
        [
            new("Request", request.Reference),
            new("Received", ReportFacts.Said(request.ReceivedAt)),
            new("Begun", ReportFacts.Said(request.StartedAt ?? now)),
            new("Erased and searched again", ReportFacts.Said(now)),
            new("Account", Run.Mono(request.AccountId.ToString())),
        ]);

        yield return new Heading(2, "What went");
        yield return new Paragraph($"{Said(facts.Keys)} keys were destroyed first: from that moment nothing sealed with them could be read, wherever a copy lay. Then every store was asked to erase, twice, and searched.");
        yield return new Table(
            [new Column("Store", 3), new Column("Removed or emptied") { Align = Align.End }, new Column("Kept on a ground") { Align = Align.End }, new Column("Left over") { Align = Align.End }],
            answers.Select(answer => new Row(answer.Store, Said(answer.Removed), Said(answer.Store == tables.Name ? kept.Sum(one => one.Count) : answer.Retained), Said(answer.Left))));

        yield return new Paragraph(facts.Searched switch
        {
            null => "The portal was stopped after the keys had gone, so nobody knew any more by which words to search our files; the stores were searched all the same.",
            { Found.Count: 0 } searched => $"{Said(searched.Files)} files of ours were then read byte by byte for your name, your address, your numbers and what else you had told us. None of it was found.",
            { } searched => $"{Said(searched.Files)} files of ours were then read byte by byte for your name, your address, your numbers and what else you had told us. Something was found in {Said(searched.Found.Count)} of them. Our staff were told at once and delete it.",
        });

        if (facts.Searched is { UnreadCount: > 0 } without)
            yield return new Paragraph($"Not read, because they could not be opened then: {string.Join("; ", without.Unread.Select(some => $"{some.Kind}: {Said(some.Count)} {(some.Count == 1 ? "file" : "files")}"))}.");

        yield return new Heading(2, "What stays, and why");
        yield return new Table(
            [new Column("What", 2), new Column("Entries") { Align = Align.End }, new Column("Ground", 4), new Column("Until", 2)],
            kept.Select(one => new Row(one.Category.Name, Said(one.Count), one.Ground, one.Until)))
        {
            Empty = "Nothing.",
        };
        if (kept.Count > 0) yield return new Paragraph("Together they are what the database kept when this was written. An entry of which parts stay on different grounds is counted once for each.") { Voice = Voice.Note };
        if (facts.HeldItems > 0) yield return new Paragraph($"{Said(facts.HeldItems)} single items are under a hold. When it is released they are erased by themselves.");

        if (told.Count > 0)
        {
            yield return new Heading(2, "Who is told");
            yield return new Paragraph("This data had been passed on before. We tell those who received it that it is erased here (Article 19):");
            yield return new Bullets([.. told.Select(one => (RichText)one)]);
        }

        yield return new Heading(2, "The balance");
        yield return new Paragraph(facts.Settled is { } settled ? string.Join(' ', Booked(settled)) : "Nothing was left to spend.");

        yield return new Heading(2, "When the last backup forgets");
        yield return new Paragraph(
            $"No key that could open what backups hold of you is left anywhere after {ReportFacts.Said(horizon.WholeScopeOn(today))}. The backups themselves, and with them what was smaller than a key, are gone on {ReportFacts.Said(horizon.SmallerOn(today))}. A backup that is put back before then is erased again from the ledger before it serves anybody.");

        yield return new Heading(2, "How this can be checked");
        yield return new KeyValues(
        [
            new("Line of the erasure ledger", Said(facts.LedgerLine)),
            new("Audit trail", $"{Said(head.Number)} entries, each chained to the one before"),
            new("Its last link", Run.Mono(head.Hex)),
        ]);
        yield return new Paragraph("This paper is signed with our own certificate. A reader calls its signer unknown; the fingerprint stands on our page of promises.") { Voice = Voice.Note };
        yield return new Paragraph($"Questions: {options.Contact}. {LetterWords.Remedies(options)}") { Voice = Voice.Note };
    }

    private static IEnumerable<string> Booked(Settlement settled)
    {
        if (!settled.PaidBack.IsZero) yield return $"{settled.PaidBack} that you had paid was left. It was paid back the way it came, and booked.";
        if (!settled.GivenUp.IsZero) yield return $"{settled.GivenUp} that you had paid was left. You gave it up, and it was booked.";
        if (!settled.Lapsed.IsZero) yield return $"{settled.Lapsed} of credit that we had given you was left. Nobody had paid it, so it ended with the account, and that was booked.";
    }

    private static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>What an erasure did that no table tells.</summary>
/// <param name="Keys">How many keys it destroyed.</param>
/// <param name="LedgerLine">Its line in the erasure ledger.</param>
/// <param name="HeldItems">Items kept for holds.</param>
/// <param name="Settled">What was left of the balance.</param>
/// <param name="Searched">The search of our files; null when it could not be made.</param>
public sealed record ErasureFacts(int Keys, long LedgerLine, int HeldItems, Settlement? Settled, FileSearch? Searched);
