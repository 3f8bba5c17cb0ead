using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>An account's messages and deliveries in the order of their rows, for reading all of them page by page; each comes with its other half and its batch.</summary>
internal static class MessagePages
{
    // Wide enough that a campaign of a million nothing has become of yet is passed in few questions.
    private const int Range = 4_000;

    public static async Task<List<Message>> MessagesAsync(DbContext db, AccountId account, long after, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, after, most, onwards: true, Messages, Messages, cancel)).Select(both => both.Message)];

    public static async Task<List<Delivery>> DeliveriesAsync(DbContext db, AccountId account, long after, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, after, most, onwards: true, Deliveries, Deliveries, cancel)).Select(both => both.Delivery!)];

    /// <summary>Those in front of a row, the last of them first.</summary>
    public static async Task<List<Message>> MessagesBeforeAsync(DbContext db, AccountId account, long before, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, before, most, onwards: false, Messages, Messages, cancel)).Select(both => both.Message)];

    public static async Task<List<Delivery>> DeliveriesBeforeAsync(DbContext db, AccountId account, long before, int most, CancellationToken cancel) =>
        [.. (await ReadAsync(db, account, before, most, onwards: false, Deliveries, Deliveries, cancel)).Select(both => both.Delivery!)];

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

    // A part of one batch, by the rows' own key: however long the batch is, a page of it is sought and comes in its order. The range is said of both tables: PostgreSQL
    // does not take it over to the other by itself, and would read that one from the first row of all for every page.
    internal static IQueryable<Both> Messages(DbContext db, long first, long end) =>
        from message in db.Set<Message>()
        where message.Id >= first && message.Id < end
        join found in db.Set<Delivery>().Where(one => one.Id >= first && one.Id < end) on message.Id equals found.Id into deliveries
        from delivery in deliveries.DefaultIfEmpty()
        select new Both { Message = message, Delivery = delivery };

    internal static IQueryable<Both> Deliveries(DbContext db, long first, long end) =>
        from delivery in db.Set<Delivery>()
        where delivery.Id >= first && delivery.Id < end
        join message in db.Set<Message>().Where(one => one.Id >= first && one.Id < end) on delivery.Id equals message.Id
        select new Both { Message = message, Delivery = delivery };

    // Whole batches, no more of them than fit on a page: whichever way a database takes, it reads no row that was not asked for.
    internal static IQueryable<Both> Messages(DbContext db, IQueryable<MessageBatch> batches) =>
        from batch in batches
        join message in db.Set<Message>() on batch.No equals message.BatchNo
        join found in db.Set<Delivery>() on message.Id equals found.Id into deliveries
        from delivery in deliveries.DefaultIfEmpty()
        select new Both { Message = message, Delivery = delivery };

    internal static IQueryable<Both> Deliveries(DbContext db, IQueryable<MessageBatch> batches) =>
        from batch in batches
        join message in db.Set<Message>() on batch.No equals message.BatchNo
        join delivery in db.Set<Delivery>() on message.Id equals delivery.Id
        select new Both { Message = message, Delivery = delivery };

    /// <summary>Part of one batch, in the order that is asked for.</summary>
    internal static IQueryable<Both> InOrder(IQueryable<Both> part, bool onwards) =>
        (onwards ? part.OrderBy(both => both.Message.Id) : part.OrderByDescending(both => both.Message.Id)).IgnoreAutoIncludes().AsNoTracking();

    private static IQueryable<MessageBatch> Batches(DbContext db, AccountId account) => db.Set<MessageBatch>().Where(batch => batch.AccountId == account);

    // Batch by batch, and not all of an account's in one question: PostgreSQL would sort every row that is left, a million of them for a page of four thousand.
    private static async Task<List<Both>> ReadAsync(
        DbContext db, AccountId account, long key, int most, bool onwards, Func<DbContext, long, long, IQueryable<Both>> part, Func<DbContext, IQueryable<MessageBatch>, IQueryable<Both>> whole, CancellationToken cancel)
    {
        var page = new List<Both>();
        var no = Message.BatchNoOf(key);
        if (await Batches(db, account).AsNoTracking().SingleOrDefaultAsync(batch => batch.No == no, cancel) is { } begun) await AddPartAsync(begun);
        while (page.Count < most)
        {
            var left = most - page.Count;
            var batches = onwards ? Batches(db, account).Where(batch => batch.No > no).OrderBy(batch => batch.No) : Batches(db, account).Where(batch => batch.No < no).OrderByDescending(batch => batch.No);
            var next = await batches.AsNoTracking().Take(left).ToListAsync(cancel);
            if (next.Count == 0) break;

            List<MessageBatch> fitting = [.. next.TakeWhile(batch => (left -= batch.Total) >= 0)];
            if (fitting.Count > 0) await AddWholeAsync(fitting);
            else await AddPartAsync(next[0]);
            no = fitting.Count > 0 ? fitting[^1].No : next[0].No;
        }

        return page;

        // Range by range, not the rest of the batch: a database that knows nothing of its tables yet would read all of that, and sort it.
        async Task AddPartAsync(MessageBatch batch)
        {
            var (first, end) = (Message.RowOf(batch.No, 0), Message.RowOf(batch.No, 0) + batch.Total);
            if (onwards) first = Math.Max(first, key + 1);
            else end = Math.Min(end, key);
            while (first < end && page.Count < most)
            {
                var wide = Math.Min(end - first, Math.Max(Range, most - page.Count));
                var rows = onwards ? part(db, first, first + wide) : part(db, end - wide, end);
                page.AddRange((await InOrder(rows, onwards).Take(most - page.Count).ToListAsync(cancel)).Select(both => Join(both, batch)));
                if (onwards) first += wide;
                else end -= wide;
            }
        }

        async Task AddWholeAsync(List<MessageBatch> some)
        {
            var (lowest, highest) = (some.Min(batch => batch.No), some.Max(batch => batch.No));
            var rows = await whole(db, Batches(db, account).Where(batch => batch.No >= lowest && batch.No <= highest)).IgnoreAutoIncludes().AsNoTracking().ToListAsync(cancel);

            // One batch object for all its messages: read beside each, its columns would be read as often as it has messages.
            var byNo = some.ToDictionary(batch => batch.No);

            // A batch that was committed between the two questions, and rows behind the end of one that was voided, are for nobody's page.
            var joined = from both in rows
                         where byNo.TryGetValue(both.Message.BatchNo, out var batch) && Message.OrdinalOf(both.Message.Id) < batch.Total
                         select Join(both, byNo[both.Message.BatchNo]);
            page.AddRange(onwards ? joined.OrderBy(both => both.Message.Id) : joined.OrderByDescending(both => both.Message.Id));
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
