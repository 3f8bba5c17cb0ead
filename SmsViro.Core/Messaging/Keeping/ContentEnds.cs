using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>The day on which the newest text, number or reply of an account goes by the days its owner chose; no day yet where she keeps them until delivery only, null where she has none.</summary>
internal static class ContentEnds
{
    public static Task<DateOnly?> OfTextsAsync(DbContext db, DataSubject subject, CancellationToken cancel) => NewestAsync(db, subject, Batches(db, subject), cancel);

    /// <summary>A reply goes with the message it answers.</summary>
    public static Task<DateOnly?> OfRepliesAsync(DbContext db, DataSubject subject, CancellationToken cancel)
    {
        var replies = db.Set<Reply>().Where(reply => reply.AccountId == subject.Account);
        var answered = Batches(db, subject)
            .Where(batch => replies.Any(reply => reply.MessageRow >= batch.No * Message.MostInBatch && reply.MessageRow < (batch.No + 1) * Message.MostInBatch));
        return NewestAsync(db, subject, answered, cancel);
    }

    private static IQueryable<MessageBatch> Batches(DbContext db, DataSubject subject) =>
        db.Set<MessageBatch>().Where(batch => batch.AccountId == subject.Account && batch.ContentErasedAt == null);

    private static async Task<DateOnly?> NewestAsync(DbContext db, DataSubject subject, IQueryable<MessageBatch> batches, CancellationToken cancel)
    {
        if (await batches.MaxAsync(batch => (DateTimeOffset?)batch.AcceptedAt, cancel) is not { } newest) return null;

        return await ContentKeeping.DaysAsync(db, subject.Account, cancel) is > 0 and var days ? DateOnly.FromDateTime(newest.UtcDateTime.AddDays(days)) : TableDeclaration.NoDayYet;
    }
}
