using System.Data.Common;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>A batch about to be written: its id decides whether it was before.</summary>
internal sealed record NewBatch(Guid Id, AccountId Account, MessageKind Kind, BatchState State, Sealed Text, int Parts, int Total, int Bucket, Currency Currency, DateTimeOffset At)
{
    /// <summary>Writes the row and returns its number; null when a batch of this id is there.</summary>
    public long? Insert(DbConnection connection)
    {
        using var insert = connection.Sql(
            """
            INSERT INTO "MessageBatches" ("Id", "AccountId", "Kind", "State", "Due", "NextOrdinal", "Total", "Text", "Parts", "Bucket", "Currency", "AcceptedAt", "Sent", "Delivered", "Failed")
            VALUES (@p0, @p1, @p2, @p3, @p4, 0, @p5, @p6, @p7, @p8, @p9, @p10, 0, 0, 0) ON CONFLICT ("Id") DO NOTHING RETURNING "No"
            """,
            Id, Account, Kind, State, At.UtcTicks, Total, Text.ToArray(), Parts, Bucket, Currency, At);
        return insert.ExecuteScalar() as long?;
    }

    /// <summary>Whether a batch of this id is there and the account's own.</summary>
    public static BatchState? Find(DbConnection connection, Guid id, AccountId account)
    {
        using var find = connection.Sql("""SELECT "State" FROM "MessageBatches" WHERE "Id" = @p0 AND "AccountId" = @p1""", id, account);
        return find.ExecuteScalar() is { } state ? (BatchState)Convert.ToInt32(state, null) : null;
    }
}
