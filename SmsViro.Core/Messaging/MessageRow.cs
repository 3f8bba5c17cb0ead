using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>A message with its batch and what became of it, as one row of a read.</summary>
internal sealed class MessageRow
{
    public required long Id { get; init; }
    public required long BatchNo { get; init; }
    public required Guid BatchId { get; init; }
    public required AccountId AccountId { get; init; }
    public required int Bucket { get; init; }
    public required MessageKind Kind { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
    public required int PartCount { get; init; }
    public required int Total { get; init; }
    public required int NextOrdinal { get; init; }
    public required Currency Currency { get; init; }
    public required Sealed Text { get; init; }
    public required DateTimeOffset? TextDiscardedAt { get; init; }
    public required DateTimeOffset? BroughtInAt { get; init; }
    public required Sealed Recipient { get; init; }
    public required long Price { get; init; }
    public required bool Refundable { get; init; }
    public required Delivery? Delivery { get; init; }

    public MessageId MessageId => MessageId.At(BatchId, Message.OrdinalOf(Id));

    /// <summary>Without a delivery it waits, or is on a link for the first time.</summary>
    public DeliveryState CurrentState => Delivery?.State ?? (Message.OrdinalOf(Id) < NextOrdinal ? DeliveryState.Submitting : DeliveryState.Queued);

    public Charge Charge => Charges.Of(CurrentState, Delivery?.SentAt is not null, Refundable, Delivery?.Due is not null);

    // Rows by their range, not by the foreign key: then both loops run in the order the list is in, and nothing is sorted.
    public static IQueryable<MessageRow> Of(PortalDbContext db, IQueryable<MessageBatch> batches) => Of(batches, db.Messages, db.Deliveries);

    private static IQueryable<MessageRow> Of(IQueryable<MessageBatch> batches, IQueryable<Message> messages, IQueryable<Delivery> deliveries) =>
        from batch in batches
        from message in messages.IgnoreAutoIncludes()
        where message.Id >= batch.No * Message.MostInBatch && message.Id < batch.No * Message.MostInBatch + batch.Total
        join delivery in deliveries.IgnoreAutoIncludes() on message.Id equals delivery.Id into found
        from delivery in found.DefaultIfEmpty()
        select new MessageRow
        {
            Id = message.Id,
            BatchNo = batch.No,
            BatchId = batch.Id,
            AccountId = batch.AccountId,
            Bucket = batch.Bucket,
            Kind = batch.Kind,
            AcceptedAt = batch.AcceptedAt,
            PartCount = batch.Parts,
            Total = batch.Total,
            NextOrdinal = batch.NextOrdinal,
            Currency = batch.Currency,
            Text = batch.Text,
            TextDiscardedAt = batch.TextDiscardedAt,
            BroughtInAt = batch.BroughtInAt,
            Recipient = message.Recipient,
            Price = message.Price,
            Refundable = message.Refundable,
            Delivery = delivery,
        };
}

internal static class MessageRows
{
    /// <summary>Narrows to one state, which for messages without a delivery is where the batch's cursor stands.</summary>
    public static IQueryable<MessageRow> In(this IQueryable<MessageRow> rows, DeliveryState? state) => state switch
    {
        null => rows,
        DeliveryState.Queued => rows.Where(row => row.Delivery == null ? (row.Id & (Message.MostInBatch - 1)) >= row.NextOrdinal : row.Delivery.State == DeliveryState.Queued),
        DeliveryState.Submitting => rows.Where(row => row.Delivery == null ? (row.Id & (Message.MostInBatch - 1)) < row.NextOrdinal : row.Delivery.State == DeliveryState.Submitting),
        { } one => rows.Where(row => row.Delivery != null && row.Delivery.State == one),
    };
}
