using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>Brings drafts in, each under an id of its own here: the id it had may be taken, and would be the message's.</summary>
internal sealed class ImportDrafts(Vault vault) : IArchivePart
{
    private const int LongestNumber = 200;
    private const int LongestText = 10_000;
    private const int RowsInStep = 100;

    public IReadOnlyList<string> Files { get; } = ["draft"];

    public string? Changed => null;

    // One that was opened and never written in is nothing that could be mixed up.
    public bool IsEmpty(DbContext db, DataSubject subject) => !db.Set<Draft>().Any(draft => draft.AccountId == subject.Account && (draft.Number != null || draft.Text != null));

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var rows in import.Rows("draft").Select(row => Typed.Of(row, import.Since)).Chunk(RowsInStep).WithCancellation(cancel))
            yield return new ImportStep("draft", rows.Length, 0, stop => SealAsync(import, rows, stop));
    }

    private async ValueTask<Action<DbContext>> SealAsync(Import import, Typed[] rows, CancellationToken cancel)
    {
        var box = await vault.OpenAsync(Scope.Account(import.Subject.Account), cancel);
        var ready = rows.Select(row => (Row: row, Id: MessageId.NewBatch())).Select(one => (
            one.Row, one.Id, Typed: box.SealDraft(one.Id, one.Row.Number, one.Row.Text))).ToList();
        return db => db.AddRange(ready.Select(one => new Draft
        {
            Id = one.Id,
            AccountId = import.Subject.Account,
            Number = one.Typed.Number,
            Text = one.Typed.Text,
            Kind = one.Row.Kind,
            StartedAt = one.Row.StartedAt,
            SavedAt = one.Row.SavedAt,
        }));
    }

    private sealed class Typed
    {
        public string? Number { get; private init; }

        public string? Text { get; private init; }

        public MessageKind Kind { get; private init; }

        public DateTimeOffset StartedAt { get; private init; }

        public DateTimeOffset SavedAt { get; private init; }

        public static Typed Of(ImportedRow row, DateTimeOffset now) => new()
        {
            Number = row.Text("number", LongestNumber),
            Text = row.Text("text", LongestText),
            Kind = row.Word<MessageKind>("kind"),
            StartedAt = row.InstantOf("startedAt", now),
            SavedAt = row.InstantOf("savedAt", now),
        };
    }
}
