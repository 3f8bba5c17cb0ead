using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>An account's messages and deliveries in the order of their rows, for reading all of them page by page; each comes with its other half and its batch.</summary>
internal static class MessagePages
{
    public static async Task<List<Message>> MessagesAsync(DbContext db, AccountId account, long after, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, Messages(db, account, after).Take(most), cancel)).Select(both => both.Message)];

    public static async Task<List<Delivery>> DeliveriesAsync(DbContext db, AccountId account, long after, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, Deliveries(db, account, after).Take(most), cancel)).Select(both => both.Delivery!)];

    /// <summary>Those in front of a row, the last of them first.</summary>
    public static async Task<List<Message>> MessagesBeforeAsync(DbContext db, AccountId account, long before, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, MessagesBefore(db, account, before).Take(most), cancel)).Select(both => both.Message)];

    public static async Task<List<Delivery>> DeliveriesBeforeAsync(DbContext db, AccountId account, long before, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, DeliveriesBefore(db, account, before).Take(most), cancel)).Select(both => both.Delivery!)];

    /// <summary>The row of a message of this account; null when the account has no such message.</summary>
    public static async Task<long?> RowOfAsync(DbContext db, AccountId account, MessageId message, CancellationToken cancel)
    {
        var (id, ordinal) = (message.Batch, message.Ordinal);
        return await Batches(db, account).Where(batch => batch.Id == id && ordinal >= 0 && ordinal < batch.Total).Select(batch => (long?)batch.No).SingleOrDefaultAsync(cancel) is { } no
            ? Message.RowOf(no, ordinal)
            : null;
    }

    /// <summary>A batch knows how many messages it has.</summary>
    public static Task<long> CountMessagesAsync(DbContext db, AccountId account, CancellationToken cancel) =>
        Batches(db, account).SumAsync(batch => (long)batch.Total, cancel);

    public static Task<long> CountDeliveriesAsync(DbContext db, AccountId account, CancellationToken cancel)
    {
        var deliveries = from batch in Batches(db, account)
                         from delivery in db.Set<Delivery>().IgnoreAutoIncludes()
                         where delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < batch.No * Message.MostInBatch + batch.Total
                         select delivery;
        return deliveries.LongCountAsync(cancel);
    }

    /// <summary>Without a delivery it waits, or is on a link for the first time.</summary>
    public static DeliveryState StateOf(Message message) =>
        message.Delivery?.State ?? (Message.OrdinalOf(message.Id) < message.Batch.NextOrdinal ? DeliveryState.Submitting : DeliveryState.Queued);

    // Rows by their range, not by the foreign key: then both loops run in the order that is asked for, and no page sorts a million rows to give four thousand.
    // One lower bound: of two, a database may seek to the one that makes it read the batch from its beginning for every page.
    internal static IQueryable<Both> Messages(DbContext db, AccountId account, long after)
    {
        var (first, next) = (Message.BatchNoOf(after), after + 1);
        return from batch in Batches(db, account).Where(batch => batch.No >= first)
               from message in db.Set<Message>()
               where message.Id >= (batch.No == first ? next : batch.No * Message.MostInBatch) && message.Id < batch.No * Message.MostInBatch + batch.Total
               join found in db.Set<Delivery>() on message.Id equals found.Id into deliveries
               from delivery in deliveries.DefaultIfEmpty()
               orderby batch.No, message.Id
               select new Both { Message = message, Delivery = delivery };
    }

    internal static IQueryable<Both> Deliveries(DbContext db, AccountId account, long after)
    {
        var (first, next) = (Message.BatchNoOf(after), after + 1);
        return from batch in Batches(db, account).Where(batch => batch.No >= first)
               from delivery in db.Set<Delivery>()
               where delivery.Id >= (batch.No == first ? next : batch.No * Message.MostInBatch) && delivery.Id < batch.No * Message.MostInBatch + batch.Total
               join message in db.Set<Message>() on delivery.Id equals message.Id
               orderby batch.No, delivery.Id
               select new Both { Message = message, Delivery = delivery };
    }

    // The same backwards, with one upper bound.
    internal static IQueryable<Both> MessagesBefore(DbContext db, AccountId account, long before)
    {
        var last = Message.BatchNoOf(before);
        return from batch in Batches(db, account).Where(batch => batch.No <= last)
               from message in db.Set<Message>()
               where message.Id < (batch.No == last ? before : batch.No * Message.MostInBatch + batch.Total) && message.Id >= batch.No * Message.MostInBatch
               join found in db.Set<Delivery>() on message.Id equals found.Id into deliveries
               from delivery in deliveries.DefaultIfEmpty()
               orderby batch.No descending, message.Id descending
               select new Both { Message = message, Delivery = delivery };
    }

    internal static IQueryable<Both> DeliveriesBefore(DbContext db, AccountId account, long before)
    {
        var last = Message.BatchNoOf(before);
        return from batch in Batches(db, account).Where(batch => batch.No <= last)
               from delivery in db.Set<Delivery>()
               where delivery.Id < (batch.No == last ? before : batch.No * Message.MostInBatch + batch.Total) && delivery.Id >= batch.No * Message.MostInBatch
               join message in db.Set<Message>() on delivery.Id equals message.Id
               orderby batch.No descending, delivery.Id descending
               select new Both { Message = message, Delivery = delivery };
    }

    private static IQueryable<MessageBatch> Batches(DbContext db, AccountId account) => db.Set<MessageBatch>().Where(batch => batch.AccountId == account);

    // A batch beside each of a million messages would be read, column by column, a million times; so it comes once a page.
    private static async Task<List<Both>> ReadAsync(DbContext db, AccountId account, IQueryable<Both> page, CancellationToken cancel)
    {
        while (true)
        {
            var found = await page.IgnoreAutoIncludes().AsNoTracking().ToListAsync(cancel);
            if (found.Count == 0) return found;

            var (first, last) = (found.Min(both => both.Message.BatchNo), found.Max(both => both.Message.BatchNo));
            var batches = await Batches(db, account).AsNoTracking().Where(batch => batch.No >= first && batch.No <= last).ToDictionaryAsync(batch => batch.No, cancel);

            // A batch that went between both readings took its messages along, so the page is read again and lacks them.
            if (found.TrueForAll(both => batches.ContainsKey(both.Message.BatchNo))) return [.. found.Select(both => Join(both, batches[both.Message.BatchNo]))];
        }
    }

    private static Both Join(Both both, MessageBatch batch)
    {
        (both.Message.Batch, both.Message.Delivery) = (batch, both.Delivery);
        if (both.Delivery is { } delivery) delivery.Message = both.Message;
        return both;
    }

    /// <summary>A message and what became of it, as one line of a page.</summary>
    internal sealed class Both
    {
        public required Message Message { get; init; }

        /// <summary>Null until an operator answered.</summary>
        public Delivery? Delivery { get; init; }
    }
}
