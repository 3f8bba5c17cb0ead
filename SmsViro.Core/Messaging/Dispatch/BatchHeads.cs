using System.Data.Common;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The batches in sight, read once each. They never change in what is kept here, so an act that runs again finds the same.</summary>
internal sealed class BatchHeads
{
    private const int MostKept = 4_096;

    private readonly Dictionary<long, BatchHead> _heads = [];

    public BatchHead? Find(DbConnection connection, long batchNo)
    {
        if (_heads.TryGetValue(batchNo, out var known)) return known;
        if (_heads.Count >= MostKept) _heads.Clear();
        return Read(connection, batchNo) is { } read ? _heads[batchNo] = read : null;
    }

    private static BatchHead? Read(DbConnection connection, long batchNo)
    {
        using var find = connection.Sql(
            """SELECT "Id", "AccountId", "Kind", "Total", "Parts", "Bucket", "Currency", "Text" FROM "MessageBatches" WHERE "No" = @p0""", batchNo);
        using var reader = find.ExecuteReader();
        return reader.Read()
            ? new BatchHead
            {
                No = batchNo,
                Id = GuidAt(reader, 0),
                Account = new AccountId(GuidAt(reader, 1)),
                Kind = (MessageKind)reader.GetInt32(2),
                Total = reader.GetInt32(3),
                Parts = reader.GetInt32(4),
                Bucket = reader.GetInt32(5),
                Currency = Currency.Parse(reader.GetString(6)),
                Text = reader.GetFieldValue<byte[]>(7),
            }
            : null;
    }

    private static Guid GuidAt(DbDataReader reader, int column) => reader.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : reader.GetGuid(column);
}
