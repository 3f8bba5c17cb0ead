using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>An account's messages and deliveries in the order of their rows, for reading all of them page by page.</summary>
internal static class MessagePages
{
    public static IQueryable<Message> Messages(DbContext db, AccountId account, long after) =>
        Messages(Batches(db, account, after), db.Set<Message>(), after).IgnoreAutoIncludes().Include(message => message.Batch).Include(message => message.Delivery);

    public static IQueryable<Delivery> Deliveries(DbContext db, AccountId account, long after) =>
        Deliveries(Batches(db, account, after), db.Set<Delivery>(), after).IgnoreAutoIncludes().Include(delivery => delivery.Message).ThenInclude(message => message.Batch);

    /// <summary>Those in front of a row, the last of them first.</summary>
    public static IQueryable<Message> MessagesBefore(DbContext db, AccountId account, long before) =>
        MessagesBefore(BatchesTo(db, account, before), db.Set<Message>(), before).IgnoreAutoIncludes().Include(message => message.Batch).Include(message => message.Delivery);

    public static IQueryable<Delivery> DeliveriesBefore(DbContext db, AccountId account, long before) =>
        DeliveriesBefore(BatchesTo(db, account, before), db.Set<Delivery>(), before).IgnoreAutoIncludes().Include(delivery => delivery.Message).ThenInclude(message => message.Batch);

    /// <summary>A batch knows how many messages it has.</summary>
    public static Task<long> CountMessagesAsync(DbContext db, AccountId account, CancellationToken cancel) =>
        Batches(db, account, long.MinValue).SumAsync(batch => (long)batch.Total, cancel);

    public static Task<long> CountDeliveriesAsync(DbContext db, AccountId account, CancellationToken cancel) =>
        Deliveries(Batches(db, account, long.MinValue), db.Set<Delivery>().IgnoreAutoIncludes(), long.MinValue).LongCountAsync(cancel);

    /// <summary>Without a delivery it waits, or is on a link for the first time.</summary>
    public static DeliveryState StateOf(Message message) =>
        message.Delivery?.State ?? (Message.OrdinalOf(message.Id) < message.Batch.NextOrdinal ? DeliveryState.Submitting : DeliveryState.Queued);

    private static IQueryable<MessageBatch> Batches(DbContext db, AccountId account, long after)
    {
        var first = Message.BatchNoOf(after);
        return db.Set<MessageBatch>().Where(batch => batch.AccountId == account && batch.No >= first);
    }

    private static IQueryable<MessageBatch> BatchesTo(DbContext db, AccountId account, long before)
    {
        var last = Message.BatchNoOf(before);
        return db.Set<MessageBatch>().Where(batch => batch.AccountId == account && batch.No <= last);
    }

    // Rows by their range, not by the foreign key: then both loops run in the order that is asked for, and no page sorts a million rows to give four thousand.
    // One lower bound: of two, a database may seek to the one that makes it read the batch from its beginning for every page.
    private static IQueryable<Message> Messages(IQueryable<MessageBatch> batches, IQueryable<Message> messages, long after)
    {
        var (first, next) = (Message.BatchNoOf(after), after + 1);
        return from batch in batches
               from message in messages
               where message.Id >= (batch.No == first ? next : batch.No * Message.MostInBatch) && message.Id < batch.No * Message.MostInBatch + batch.Total
               orderby batch.No, message.Id
               select message;
    }

    private static IQueryable<Delivery> Deliveries(IQueryable<MessageBatch> batches, IQueryable<Delivery> deliveries, long after)
    {
        var (first, next) = (Message.BatchNoOf(after), after + 1);
        return from batch in batches
               from delivery in deliveries
               where delivery.Id >= (batch.No == first ? next : batch.No * Message.MostInBatch) && delivery.Id < batch.No * Message.MostInBatch + batch.Total
               orderby batch.No, delivery.Id
               select delivery;
    }

    // The same backwards, with one upper bound.
    private static IQueryable<Message> MessagesBefore(IQueryable<MessageBatch> batches, IQueryable<Message> messages, long before)
    {
        var last = Message.BatchNoOf(before);
        return from batch in batches
               from message in messages
               where message.Id < (batch.No == last ? before : batch.No * Message.MostInBatch + batch.Total) && message.Id >= batch.No * Message.MostInBatch
               orderby batch.No descending, message.Id descending
               select message;
    }

    private static IQueryable<Delivery> DeliveriesBefore(IQueryable<MessageBatch> batches, IQueryable<Delivery> deliveries, long before)
    {
        var last = Message.BatchNoOf(before);
        return from batch in batches
               from delivery in deliveries
               where delivery.Id < (batch.No == last ? before : batch.No * Message.MostInBatch + batch.Total) && delivery.Id >= batch.No * Message.MostInBatch
               orderby batch.No descending, delivery.Id descending
               select delivery;
    }
}
