using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>Reads which batches holds and restrictions keep: a hold on one reply keeps the batch it answers.</summary>
public sealed class ContentHolds(IDbContextFactory<PortalDbContext> contexts, DataMap map, KeptBack keptBack)
{
    internal async Task<HeldContent> ReadAsync(CancellationToken cancel)
    {
        var replies = await keptBack.InAsync(TableOf<Reply>(), cancel);
        var ids = replies.Rows.Select(row => Guid.TryParse(row, out var id) ? id : default).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = ids.Count == 0 ? [] : await db.Replies.Where(reply => ids.Contains(reply.Id)).ToDictionaryAsync(reply => reply.Id.ToString(), reply => reply.MessageRow, cancel);
        return HeldContent.Of(await keptBack.InAsync(TableOf<MessageBatch>(), cancel), await keptBack.InAsync(TableOf<Message>(), cancel), replies, rows);
    }

    private TableDeclaration TableOf<T>() => map.Tables.Single(table => table.Table == typeof(T));
}
