using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>Messages as they lie when all is over: accepted, sent, delivered, their receipts in.</summary>
internal static class SeededMessages
{
    public const string Number = "+447700900118";

    /// <summary>One batch accepted now; its number. One reply stands beside its first message.</summary>
    public static async Task<long> AddDeliveredAsync(this TestStore store, Customer customer, int messages, int daysKept = 30, int? delivered = null,
        MessageKind kind = MessageKind.Campaign, DeliveryState state = DeliveryState.Delivered)
    {
        var (batch, now) = (MessageId.NewBatch(), store.Clock.GetUtcNow());
        var bucket = Buckets.Of(now, daysKept);
        var box = await store.Vault.OpenAsync(Buckets.ScopeOf(customer.Account, bucket), TestContext.Current.CancellationToken);
        return await store.Writes.RunAsync(
            db =>
            {
                var row = new MessageBatch
                {
                    Id = batch,
                    AccountId = customer.Account,
                    Kind = kind,
                    State = BatchState.Drained,
                    NextOrdinal = messages,
                    Total = messages,
                    Text = box.Seal(MessagingFields.Text, batch, "Hello"),
                    Parts = 1,
                    Bucket = bucket,
                    Currency = Currency.Gbp,
                    AcceptedAt = now,
                    Sent = messages,
                    Delivered = delivered ?? messages,
                };
                db.MessageBatches.Add(row);
                db.SaveChanges();
                for (var ordinal = 0; ordinal < messages; ordinal++)
                {
                    var id = Message.RowOf(row.No, ordinal);
                    db.Messages.Add(new Message
                    {
                        Id = id,
                        BatchNo = row.No,
                        Recipient = box.Seal(MessagingFields.Recipient, MessageId.At(batch, ordinal).Value, Number),
                        RecipientIndex = 7,
                        Price = 40_000,
                        Refundable = true,
                    });
                    db.Deliveries.Add(new Delivery { Id = id, State = state, Attempt = 1, SentAt = now.UtcTicks, DoneAt = now.UtcTicks });
                }

                var reply = Guid.CreateVersion7(now);
                db.Replies.Add(new Reply
                {
                    Id = reply,
                    AccountId = customer.Account,
                    MessageRow = Message.RowOf(row.No, 0),
                    Bucket = bucket,
                    Number = box.Seal(MessagingFields.ReplyNumber, reply, Number),
                    Text = box.Seal(MessagingFields.ReplyText, reply, "Thanks"),
                    ReceivedAt = now,
                });
                return row.No;
            });
    }
}
