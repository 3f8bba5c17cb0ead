using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>Which batches are past the days their account keeps texts and numbers; the preview, the dry run and the run ask it alike.</summary>
internal static class ContentRules
{
    /// <summary>Of <paramref name="batches"/>, those whose content is over after <paramref name="days"/>. What may still go out, or out again, is never over.</summary>
    public static IQueryable<MessageBatch> Over(PortalDbContext db, IQueryable<MessageBatch> batches, int days, DateTimeOffset now)
    {
        var (before, withoutReceipt) = (now.AddDays(-days), now.AddDays(-ContentDays.WithoutReceipt));
        var ended = AtRest(db, batches.Where(batch => batch.ContentErasedAt == null));
        return days == 0
            ? ended.Where(batch => batch.State == BatchState.Voided || batch.Delivered + batch.Failed >= batch.Total || batch.AcceptedAt < withoutReceipt)
            : ended.Where(batch => batch.AcceptedAt < before);
    }

    /// <summary>Of <paramref name="batches"/>, those of which nothing can go out any more: none waits for a link, is on one, or is to be offered again.</summary>
    public static IQueryable<MessageBatch> AtRest(PortalDbContext db, IQueryable<MessageBatch> batches)
    {
        var (deliveries, windows) = (db.Deliveries.IgnoreAutoIncludes(), db.OpenWindows);
        return batches.Where(batch =>
            (batch.State == BatchState.Drained || batch.State == BatchState.Voided)
            && !windows.Any(window => window.LastId >= batch.No * Message.MostInBatch && window.FirstId < (batch.No + 1) * Message.MostInBatch)
            && !deliveries.Any(delivery => delivery.Due != null && delivery.Id >= batch.No * Message.MostInBatch && delivery.Id < (batch.No + 1) * Message.MostInBatch));
    }

    /// <summary>Every batch that is over by its own account's choice, less what holds keep.</summary>
    public static IEnumerable<IQueryable<MessageBatch>> OverNow(PortalDbContext db, DateTimeOffset now, HeldContent held)
    {
        var settings = db.ContentSettings;
        foreach (var days in ContentDays.All)
        {
            var chose = settings.Where(setting => setting.Days == days).Select(setting => setting.AccountId);
            var all = settings.Select(setting => setting.AccountId);
            var batches = days == ContentDays.Default
                ? db.MessageBatches.Where(batch => chose.Contains(batch.AccountId) || !all.Contains(batch.AccountId))
                : db.MessageBatches.Where(batch => chose.Contains(batch.AccountId));
            yield return held.Without(Over(db, batches, days, now));
        }
    }
}

/// <summary>Batches that stay because a hold keeps them, one of their messages, or all of an account's.</summary>
internal sealed record HeldContent(IReadOnlyList<long> Batches, IReadOnlyList<Values.AccountId> Accounts)
{
    public static HeldContent None { get; } = new([], []);

    public IQueryable<MessageBatch> Without(IQueryable<MessageBatch> batches)
    {
        var (rows, accounts) = (Batches, Accounts);
        if (rows.Count > 0) batches = batches.Where(batch => !rows.Contains(batch.No));
        return accounts.Count > 0 ? batches.Where(batch => !accounts.Contains(batch.AccountId)) : batches;
    }

    public static HeldContent Of(Spared batches, Spared messages, Spared replies, IReadOnlyDictionary<string, long> messageRowOfReply) => new(
        [
            .. batches.Rows.Select(Number).OfType<long>(),
            .. messages.Rows.Select(Number).OfType<long>().Select(Message.BatchNoOf),
            .. replies.Rows.Where(messageRowOfReply.ContainsKey).Select(row => Message.BatchNoOf(messageRowOfReply[row])),
        ],
        [.. batches.Subjects.Concat(messages.Subjects).Concat(replies.Subjects).Select(subject => subject.Account).Distinct()]);

    private static long? Number(string row) => long.TryParse(row, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
