using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>An extract as it was written.</summary>
/// <param name="File">The signed paper.</param>
/// <param name="Digest">Its SHA-256.</param>
/// <param name="Entries">How many entries it holds.</param>
/// <param name="Accounts">The accounts any of it is about.</param>
public sealed record WrittenExtract(byte[] File, byte[] Digest, int Entries, IReadOnlyList<AccountId> Accounts);

/// <summary>The extract is larger than anybody reads: the days must be fewer.</summary>
public sealed class ExtractTooLargeException() : Exception("The extract of an authority has more entries than one may have.");

/// <summary>Writes the least that answers an authority: the chosen columns of the chosen days, and nothing beside them.</summary>
public sealed class ExtractPaper(
    DataMap map, ExtractFields fields, FindTextsTo find, SenderNames names, IDbContextFactory<PortalDbContext> contexts, Vault vault, IDocumentEngine engine, PortalCertificate certificate,
    RightsOptions options, TimeProvider clock)
{
    public const int MostEntries = 50_000;

    // A wider table would have columns of a word's width; the rest of its row stands in one column instead.
    private const int WidestTable = 4;

    internal async Task<WrittenExtract> WriteAsync(AuthorityRequest request, CancellationToken cancel)
    {
        var box = await vault.FindAsync(Scope.Authority(request.Id), cancel);
        var body = new List<Element>
        {
            new Heading(1, "Extract for an authority"),
            new KeyValues(
            [
                new("Authority", box.Open(AuthorityFields.Authority, request.Id, request.Authority).Text ?? ""),
                new("Law and order", box.Open(AuthorityFields.Basis, request.Id, request.Basis).Text ?? ""),
                new("Days (UTC)", $"{Said(request.From)} to {Said(request.Until)}"),
                new("Request received", request.ReceivedAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"))),
                new("Given by", options.Controller),
            ]),
            new Paragraph("It holds the fields that were asked for, of these days, and nothing else. Times are in Coordinated Universal Time (UTC)."),
        };
        var (entries, accounts) = request.Target is AuthorityTarget.Number
            ? await NumberAsync(request, box, body, cancel)
            : (await CustomerAsync(request, body, cancel), (IReadOnlyList<AccountId>)[request.AccountId!.Value]);

        var now = clock.GetUtcNow();
        using var file = new MemoryStream();
        await engine.WriteAsync(
            new Document
            {
                Title = "Extract for an authority",
                Language = "en",
                CreatedAt = now,
                Author = options.Controller,
                Header = $"Extract for an authority, {options.Controller}",
                Footer = "Confidential: for the authority named on the first page",
                Body = body.ToAsyncEnumerable(),
                Signature = await certificate.ForPaperAsync("An extract for an authority", cancel),
            },
            file,
            cancel);
        var bytes = file.ToArray();
        return new WrittenExtract(bytes, SHA256.HashData(bytes), entries, accounts);
    }

    private async Task<int> CustomerAsync(AuthorityRequest request, List<Element> body, CancellationToken cancel)
    {
        var chosen = request.Columns.Split(' ').ToHashSet(StringComparer.Ordinal);
        var subject = new DataSubject(request.UserId!.Value, request.AccountId!.Value);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var entries = 0;
        foreach (var offered in fields.Offered.Where(table => table.Columns.Any(column => chosen.Contains(column.Path))))
        {
            var columns = offered.Columns.Where(column => chosen.Contains(column.Path)).ToList();
            var rows = new List<Row>();
            await foreach (var record in map.Tables.First(table => table.Title == offered.Title).ReadAsync(db, subject, Exports.Access, vault, cancel))
            {
                if (!IsOfTheDays(record, request)) continue;
                if (++entries > MostEntries) throw new ExtractTooLargeException();

                var texts = record.Values.Where(value => columns.Contains(value.Column)).Select(value => value.State is HeldState.Readable ? value.Text ?? "" : "cannot be read").ToList();
                rows.Add(columns.Count <= WidestTable
                    ? new Row([.. texts.Select(text => (RichText)text)])
                    : new Row(texts[0], string.Join("  \u00b7  ", columns.Zip(texts).Skip(1).Select(pair => $"{pair.First.Label}: {pair.Second}"))));
            }

            body.Add(new Heading(2, offered.Title));
            body.Add(new Table(columns.Count <= WidestTable ? [.. columns.Select(column => new Column(column.Label))] : [new Column(columns[0].Label), new Column("Further fields", 3)], rows)
            {
                Empty = "Nothing in these days.",
            });
        }

        return entries;
    }

    private async Task<(int Entries, IReadOnlyList<AccountId> Accounts)> NumberAsync(AuthorityRequest request, Box box, List<Element> body, CancellationToken cancel)
    {
        var number = PhoneNumber.FromE164(box.Open(AuthorityFields.Number, request.Id, request.Number!.Value).Text ?? throw new InvalidOperationException("The number of an authority's request cannot be opened."));
        var (from, end) = Bounds(request);
        var texts = (await find.RunAsync(number, from, (_, _) => Task.CompletedTask, cancel)).Where(text => !text.WasBroughtIn && text.AcceptedAt < end).OrderBy(text => text.AcceptedAt).ToList();
        if (texts.Count > MostEntries) throw new ExtractTooLargeException();

        var called = await names.OfAsync(texts.Select(text => text.Account), cancel);
        body.Add(new Heading(2, $"Texts to {number.E164}"));
        body.Add(new Table(
            [new Column("Sender", 2), new Column("Accepted", 2), new Column("State")],
            texts.Select(text => new Row(called[text.Account] ?? "One who has left", text.AcceptedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture), text.State.ToString())))
        {
            Empty = "Nothing in these days.",
        });
        return (texts.Count, [.. texts.Select(text => text.Account).Distinct()]);
    }

    // What a person is called and reached by has no day of its own: it is as it is now. Anything else is of the day its first time names.
    private static bool IsOfTheDays(HeldRecord record, AuthorityRequest request)
    {
        if (record.Values.Any(value => value.Column.Category == Category.Profile)) return true;

        var (from, end) = Bounds(request);
        var at = record.Values.Select(value => value.Value).OfType<DateTimeOffset>().Cast<DateTimeOffset?>().FirstOrDefault();
        return at is null || (at >= from && at < end);
    }

    private static (DateTimeOffset From, DateTimeOffset End) Bounds(AuthorityRequest request) =>
        (new DateTimeOffset(request.From, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(request.Until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));

    private static string Said(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
