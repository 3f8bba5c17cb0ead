using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>Reads which batches holds and restrictions keep: a hold on one reply keeps the batch it answers. Whoever erases asks inside the act, for one may be placed until then.</summary>
public sealed class ContentHolds(DataMap map)
{
    internal HeldContent Read(PortalDbContext db)
    {
        var replies = KeptBack.In(db, TableOf<Reply>());
        var ids = replies.Rows.Select(row => Guid.TryParse(row, out var id) ? id : default).ToList();
        var rows = ids.Count == 0 ? [] : db.Replies.Where(reply => ids.Contains(reply.Id)).ToDictionary(reply => reply.Id.ToString(), reply => reply.MessageRow);
        return HeldContent.Of(KeptBack.In(db, TableOf<MessageBatch>()), KeptBack.In(db, TableOf<Message>()), replies, rows);
    }

    private TableDeclaration TableOf<T>() => map.Tables.Single(table => table.Table == typeof(T));
}
