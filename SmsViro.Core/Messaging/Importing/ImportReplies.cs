using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>
/// Brings replies in, after the messages. An archive does not say which message a reply answers, so it is laid beside the last one to that number before it, as it was
/// when it came; where there is none, beside the text before it, with which it will be forgotten.
/// </summary>
internal sealed class ImportReplies(IDbContextFactory<PortalDbContext> contexts, Vault vault) : IArchivePart
{
    private const int RowsInStep = 100;
    private const int MostBatches = 2_000;
    private const int LongestText = 10_000;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(90);

    public IReadOnlyList<string> Files { get; } = ["replies"];

    public string? Changed => "Each is laid beside the last text to that number before it. Without any text in the archive they stay behind";

    public bool IsEmpty(DbContext db, DataSubject subject) => !db.Set<Reply>().Any(reply => reply.AccountId == subject.Account);

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hasTexts = await import.Rows("texts").AnyAsync(cancel);
        TextTimes? times = null;
        await foreach (var rows in import.Rows("replies").Select(row => Heard.Of(row, import.Since)).Chunk(RowsInStep).WithCancellation(cancel))
            yield return hasTexts ? new ImportStep("replies", rows.Length, 0, async stop => await SealAsync(import, rows, times ??= await TimesAsync(import, stop), stop)) : new ImportStep("replies", 0, rows.Length, _ => new(_ => { }));
    }

    private async ValueTask<Action<DbContext>> SealAsync(Import import, Heard[] rows, TextTimes times, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var index = await vault.IndexAsync(Scope.IndexSearch(import.Subject.Account), cancel);
        var ready = new List<Func<Reply>>();
        foreach (var row in rows)
        {
            var (messageRow, bucket, isErased) = await BesideAsync(db, import.Subject, row, times, row.Number is { } to ? index.Compute14Each(MessagingFields.RecipientIndex, to) : [], cancel);
            var box = isErased ? null : await BoxAsync(import, bucket, cancel);
            var id = Guid.CreateVersion7(row.ReceivedAt);
            var (number, text) = (SealedOf(MessagingFields.ReplyNumber, row.Number), SealedOf(MessagingFields.ReplyText, row.Text));
            ready.Add(() => new Reply { Id = id, AccountId = import.Subject.Account, MessageRow = messageRow, Bucket = bucket, Number = number, Text = text, ReceivedAt = row.ReceivedAt });

            Sealed SealedOf(Field field, string? value) => box is not null && value is not null ? box.Seal(field, id, value) : default;
        }

        return context => context.AddRange(ready.Select(make => make()));
    }

    // Read once for all of them: what is accepted from now on no reply of an archive can answer.
    private async Task<TextTimes> TimesAsync(Import import, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await TextTimes.ReadAsync(db, import.Subject.Account, cancel);
    }

    private async Task<(long MessageRow, int Bucket, bool IsErased)> BesideAsync(PortalDbContext db, DataSubject subject, Heard row, TextTimes times, IReadOnlyList<int> digests, CancellationToken cancel)
    {
        if (row.Number is { } number)
        {
            var recent = times.Before(row.ReceivedAt, LongestSilence, MostBatches);
            var candidates = db.Messages.AsNoTracking().Where(message => recent.Contains(message.BatchNo) && digests.Contains(message.RecipientIndex)).OrderByDescending(message => message.Id);
            await foreach (var message in candidates.AsAsyncEnumerable().WithCancellation(cancel))
                if ((await vault.FindAsync(Buckets.ScopeOf(subject.Account, message.Batch.Bucket), cancel)).Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Text == number)
                    return (message.Id, message.Batch.Bucket, message.Batch.ContentErasedAt is not null);
        }

        var no = times.Beside(row.ReceivedAt);
        var beside = await db.MessageBatches.AsNoTracking().FirstAsync(batch => batch.No == no, cancel);
        return (Message.RowOf(beside.No, 0), beside.Bucket, beside.ContentErasedAt is not null);
    }

    private async ValueTask<Box?> BoxAsync(Import import, int bucket, CancellationToken cancel)
    {
        try
        {
            return await vault.OpenAsync(Buckets.ScopeOf(import.Subject.Account, bucket), cancel);
        }
        catch (ScopeShreddedException)
        {
            return null;
        }
    }

    private sealed class Heard
    {
        public string? Number { get; private init; }

        public string? Text { get; private init; }

        public DateTimeOffset ReceivedAt { get; private init; }

        public static Heard Of(ImportedRow row, DateTimeOffset now) =>
            new() { Number = row.Number("number"), Text = row.Text("text", LongestText), ReceivedAt = row.InstantOf("receivedAt", now) };
    }
}
