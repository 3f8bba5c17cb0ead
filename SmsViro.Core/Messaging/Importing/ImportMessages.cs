using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>
/// Brings sent messages in as history: texts, numbers, states, times, and prices as they were. None is ever on a link again (its batch is drained, its delivery is
/// never due, and has an operator's reference only when no receipt is waited for), and the ledger hears of none. What is past the days texts are kept comes in without text and number.
/// </summary>
internal sealed class ImportMessages(IDbContextFactory<PortalDbContext> contexts, Vault vault, PriceList prices, Signals signals, TimeProvider clock) : IArchivePart
{
    private const int RowsInStep = 500;

    public IReadOnlyList<string> Files { get; } = ["texts", "messages", "deliveries", "earlier-attempts"];

    public string? Changed =>
        "They come in as history with new references: nothing is sent again, and nothing is charged. What was still waiting to be sent there is shown as Unknown. Texts past the days you keep them come in without text and number, one-time codes without text";

    public bool IsEmpty(DbContext db, DataSubject subject) => !db.Set<MessageBatch>().Any(batch => batch.AccountId == subject.Account);

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (pieces, rows) = (new List<PastPiece>(), 0);
        await foreach (var piece in ReadPast.PiecesAsync(import, RowsInStep, cancel))
        {
            pieces.Add(piece);
            rows += 1 + piece.Messages.Count;
            if (rows < RowsInStep) continue;

            yield return StepOf(import, pieces);
            (pieces, rows) = ([], 0);
        }

        if (pieces.Count > 0) yield return StepOf(import, pieces);
    }

    public void Tell(DataSubject subject) => signals.Raise(MessagingTopics.Messages(subject.Account));

    private ImportStep StepOf(Import import, IReadOnlyList<PastPiece> pieces) => new(
        [
            new ImportCount("texts", pieces.Count(piece => piece.IsFirst), 0),
            new ImportCount("messages", pieces.Sum(piece => piece.Messages.Count), 0),
            new ImportCount("deliveries", pieces.Sum(piece => piece.Messages.Count(message => message.Delivery is not null)), 0),
            new ImportCount("earlier-attempts", pieces.Sum(piece => piece.Messages.Sum(message => message.Earlier.Count)), 0),
        ],
        cancel => SealAsync(import, pieces, cancel));

    private async ValueTask<Action<DbContext>> SealAsync(Import import, IReadOnlyList<PastPiece> pieces, CancellationToken cancel)
    {
        var (account, now) = (import.Subject.Account, clock.GetUtcNow());
        int days;
        await using (var db = await contexts.CreateDbContextAsync(cancel)) days = await ContentKeeping.DaysAsync(db, account, cancel);
        var index = await vault.IndexAsync(Scope.IndexSearch(account), cancel);
        var ready = new List<Ready>();
        foreach (var piece in pieces)
        {
            var (id, text) = (IdOf(import, piece.Text), piece.Text);
            var bucket = Buckets.Of(text.AcceptedAt, days);
            var box = text.ContentErasedAt is not null || IsOver(text, days, now) ? null : await BoxAsync(account, bucket, cancel);
            ready.Add(new Ready(
                piece, id, bucket, box is null ? text.ContentErasedAt ?? now : text.ContentErasedAt,
                box is not null && text.Text is { } words ? box.Seal(MessagingFields.Text, id, words) : default,
                [
                    .. piece.Messages.Select(message => box is not null && message.Recipient is { } number
                        ? (box.Seal(MessagingFields.Recipient, MessageId.At(id, message.Ordinal).Value, number), index.Compute14(MessagingFields.RecipientIndex, number))
                        : (default(Sealed), 0)),
                ]));
        }

        return db => Write(db, account, now, ready);
    }

    private void Write(DbContext db, AccountId account, DateTimeOffset now, IReadOnlyList<Ready> ready)
    {
        var texts = ready.Where(one => one.Piece.IsFirst).ToDictionary(one => one.Id, one => BatchOf(account, now, one));
        db.AddRange(texts.Values);
        db.SaveChanges();
        foreach (var one in ready)
        {
            var id = one.Id;
            var no = texts.TryGetValue(id, out var batch) ? batch.No : db.Set<MessageBatch>().Where(row => row.Id == id).Select(row => row.No).Single();
            for (var at = 0; at < one.Numbers.Count; at++) Add(db, no, one.Piece, one.Piece.Messages[at], one.Numbers[at]);
        }
    }

    private static void Add(DbContext db, long batchNo, PastPiece piece, PastMessage message, (Sealed Number, int Index) sealedNumber)
    {
        var row = Message.RowOf(batchNo, message.Ordinal);
        db.Add(new Message
        {
            Id = row,
            BatchNo = batchNo,
            Recipient = sealedNumber.Number,
            RecipientIndex = sealedNumber.Index,
            Price = message.Price.Micros,
            Refundable = message.Refundable,
        });
        db.AddRange(message.Earlier.DistinctBy(earlier => earlier.At).Select(earlier => new EarlierHandover { MessageRow = row, At = earlier.At, Operator = earlier.Operator }));

        // Without a delivery a message waits for its turn, which never comes here.
        if ((message.Delivery ?? (piece.Text.State is BatchState.Voided ? null : PastDelivery.Open)) is not { } past) return;

        db.Add(new Delivery
        {
            Id = row,
            State = past.State,
            Parts = past.Parts,
            SubmittedAt = past.SubmittedAt,
            SentAt = past.SentAt,
            DoneAt = past.DoneAt,
            Attempt = past.Attempt,
            Answer = past.Answer,
            Operator = past.Operator,
            OperatorIds = past.OperatorIds,
            Reason = past.Reason,
        });
    }

    private MessageBatch BatchOf(AccountId account, DateTimeOffset now, Ready one) => new()
    {
        Id = one.Id,
        AccountId = account,
        Kind = one.Piece.Text.Kind,
        State = one.Piece.Text.State,
        Due = one.Piece.Text.Due,
        NextOrdinal = one.Piece.Text.NextOrdinal,
        Total = one.Piece.Text.Total,
        Text = one.Text,
        Parts = one.Piece.Text.Parts,
        Bucket = one.Bucket,
        Currency = one.Piece.Messages is [{ Price.Currency: var currency }, ..] ? currency : prices.Currency,
        AcceptedAt = one.Piece.Text.AcceptedAt,
        Sent = one.Piece.Text.Sent,
        Delivered = one.Piece.Text.Delivered,
        Failed = one.Piece.Text.Failed,
        ContentErasedAt = one.ErasedAt,
        TextDiscardedAt = one.Piece.Text.TextDiscardedAt,
        BroughtInAt = now,
    };

    // The same rule that would erase it at the next sweep.
    private static bool IsOver(PastText text, int days, DateTimeOffset now) => days == 0
        ? text.State is BatchState.Voided || text.Delivered + text.Failed >= text.Total || text.AcceptedAt < now.AddDays(-ContentDays.WithoutReceipt)
        : text.AcceptedAt < now.AddDays(-days);

    // The sweep may have taken the key of a month whose texts were over while others of it were still to come in.
    private async ValueTask<Box?> BoxAsync(AccountId account, int bucket, CancellationToken cancel)
    {
        try
        {
            return await vault.OpenAsync(Buckets.ScopeOf(account, bucket), cancel);
        }
        catch (ScopeShreddedException)
        {
            return null;
        }
    }

    // Of the archive's id and this import: the same at every attempt, and nobody else's.
    private static Guid IdOf(Import import, PastText text)
    {
        Span<byte> facts = stackalloc byte[32];
        import.Id.TryWriteBytes(facts);
        text.OldId.TryWriteBytes(facts[16..]);
        var digest = SHA256.HashData(facts);
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, text.AcceptedAt.ToUnixTimeMilliseconds() << 16);
        digest.AsSpan(0, 6).CopyTo(id[6..]);
        (id[6], id[8]) = ((byte)(0x70 | (id[6] & 0x0f)), (byte)(0x80 | (id[8] & 0x3f)));
        return new Guid(id, bigEndian: true);
    }

    private sealed record Ready(PastPiece Piece, Guid Id, int Bucket, DateTimeOffset? ErasedAt, Sealed Text, IReadOnlyList<(Sealed Number, int Index)> Numbers);
}
