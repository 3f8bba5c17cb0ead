using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What a list of messages is narrowed to.</summary>
/// <param name="State">One state; null for all.</param>
/// <param name="Day">One day as the reader's calendar has it; null for all.</param>
/// <param name="Zone">The reader's zone, which says when that day begins.</param>
public sealed record HistoryFilter(DeliveryState? State, DateOnly? Day, TimeZoneInfo Zone)
{
    internal (DateTimeOffset From, DateTimeOffset To)? Bounds => Day is { } day ? (Begin(day), Begin(day.AddDays(1))) : null;

    // Midnight may not exist on the day the clocks go forward; the day then begins when the gap ends.
    private DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return LocalTime.FirstAt(midnight, Zone);
    }
}

/// <summary>One line of the history. The number is there when it could be read; pages mask it. What an archive brought in was not sent from here.</summary>
public sealed record MessageLine(
    MessageId Id, RecipientNumber To, Opened Text, DeliveryState State, DateTimeOffset AcceptedAt, MessageKind Kind, int Parts, Money Price, Charge Charge, bool IsBroughtIn = false);

/// <summary>A recipient's number as opened: Ok with the number, or why there is none to show.</summary>
public readonly record struct RecipientNumber(OpenStatus Status, PhoneNumber? Number)
{
    internal static RecipientNumber Of(Opened opened) => new(opened.Status, opened.Text is { } e164 ? PhoneNumber.FromE164(e164) : null);
}

/// <summary>A customer's messages, newest first, read by keyset so that page one thousand costs what page one does.</summary>
public sealed class MessageHistory(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <param name="customer">Whose messages.</param>
    /// <param name="filter">What to narrow to.</param>
    /// <param name="key">A page's Older or Newer; null, or one it never gave, for the first page.</param>
    /// <param name="size">How many lines.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<TextPage<MessageLine>> RunAsync(Customer customer, HistoryFilter filter, string? key, int size, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (backwards, from) = Key(key);
        var fromBatch = Message.BatchNoOf(from);
        var batches = db.MessageBatches.AsNoTracking().Where(batch => batch.AccountId == customer.Account && (batch.State == BatchState.Queued || batch.State == BatchState.Drained));
        if (filter.Bounds is var (begin, end)) batches = batches.Where(batch => batch.AcceptedAt >= begin && batch.AcceptedAt < end);

        var rows = MessageRow.Of(db, batches).In(filter.State);
        var found = backwards
            ? await rows.Where(row => row.BatchNo >= fromBatch && row.Id > from).OrderBy(row => row.BatchNo).ThenBy(row => row.Id).Take(size + 1).ToListAsync(cancel)
            : await rows.Where(row => row.BatchNo <= fromBatch && row.Id < from).OrderByDescending(row => row.BatchNo).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancel);

        var more = found.Count > size;
        var lines = new List<MessageLine>(size);
        foreach (var row in found.Take(size).OrderByDescending(row => row.Id)) lines.Add(await LineAsync(row, cancel));

        var (newer, older) = backwards ? (more, true) : (key is not null, more);
        return new TextPage<MessageLine>(lines, newer && found.Count > 0 ? KeyOf('n', found.Take(size).Max(row => row.Id)) : null, older && found.Count > 0 ? KeyOf('o', found.Take(size).Min(row => row.Id)) : null);
    }

    private async Task<MessageLine> LineAsync(MessageRow row, CancellationToken cancel)
    {
        var box = await vault.FindAsync(Buckets.ScopeOf(row.AccountId, row.Bucket), cancel);
        return new MessageLine(
            row.MessageId,
            RecipientNumber.Of(box.Open(MessagingFields.Recipient, row.MessageId.Value, row.Recipient)),
            box.Open(MessagingFields.Text, row.BatchId, row.Text),
            row.CurrentState,
            row.AcceptedAt,
            row.Kind,
            row.PartCount,
            new Money(row.Price, row.Currency),
            row.Charge,
            row.BroughtInAt is not null);
    }

    private static string KeyOf(char way, long id) => string.Create(CultureInfo.InvariantCulture, $"{way}{id}");

    private static (bool Backwards, long From) Key(string? key) =>
        key is [var way and ('n' or 'o'), .. var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? (way == 'n', from) : (false, long.MaxValue);
}
