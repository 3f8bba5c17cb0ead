using System.Data.Common;
using Npgsql;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A message to be put on a link once more.</summary>
internal sealed record DueMessage(long Id, int Attempt, long Parts, string? OperatorIds, byte[] Recipient, long Price);

/// <summary>The statements about deliveries that are rare enough to be written once for both databases.</summary>
internal static class DeliveryRows
{
    /// <summary>Records a part's receipt; the message's new state when that changed, null when it did not or the reference is another message's.</summary>
    public static DeliveryState? Apply(DbConnection connection, MatchedReceipt receipt, long now)
    {
        var (state, states, parts) = (DeliveryState.Unknown, default(PartStates), 0);
        using (var find = connection.Sql(
            """
            SELECT d."State", d."Parts", d."OperatorIds", b."Parts" FROM "Deliveries" d JOIN "Messages" m ON m."Id" = d."Id" JOIN "MessageBatches" b ON b."No" = m."BatchNo"
            WHERE d."Id" = @p0
            """ + (connection is NpgsqlConnection ? " FOR UPDATE OF d" : ""),
            receipt.Id))
        {
            using var reader = find.ExecuteReader();
            if (!reader.Read() || reader.GetString(2).Split(' ') is var ids && (receipt.Part >= ids.Length || ids[receipt.Part] != receipt.Operator.ToString())) return null;

            (state, states, parts) = ((DeliveryState)reader.GetInt32(0), new PartStates(reader.GetInt64(1)), reader.GetInt32(3));
        }

        states = states.With(receipt.Part, receipt.State);

        // The first lost part decides; what the others become is still kept, part by part.
        var became = state == DeliveryState.Sent ? states.Whole(parts) : state;
        using var update = connection.Sql(
            """UPDATE "Deliveries" SET "Parts" = @p1, "State" = @p2, "DoneAt" = CASE WHEN @p3 THEN @p4 ELSE "DoneAt" END, "Reason" = CASE WHEN @p3 THEN @p5 ELSE "Reason" END WHERE "Id" = @p0""",
            receipt.Id, states.Bits, became, became != state, now, receipt.Reason);
        update.ExecuteNonQuery();
        return became != state ? became : null;
    }

    public static void Insert(DbConnection connection, StrayReceipt stray)
    {
        using var insert = connection.Sql(
            """INSERT INTO "StrayReceipts" ("OperatorId", "State", "Reason", "At") VALUES (@p0, @p1, @p2, @p3)""", stray.OperatorId, stray.State, stray.Reason, stray.At);
        insert.ExecuteNonQuery();
    }

    public static void DeleteStray(DbConnection connection, long stray)
    {
        using var delete = connection.Sql("""DELETE FROM "StrayReceipts" WHERE "Id" = @p0""", stray);
        delete.ExecuteNonQuery();
    }

    /// <summary>A code that has served is nobody's business any more: its words go, its record stays.</summary>
    public static void EmptyText(DbConnection connection, long batchNo)
    {
        using var empty = connection.Sql("""UPDATE "MessageBatches" SET "Text" = @p1 WHERE "No" = @p0""", batchNo, Array.Empty<byte>());
        empty.ExecuteNonQuery();
    }

    public static bool Exists(DbConnection connection, long id)
    {
        using var find = connection.Sql("""SELECT 1 FROM "Deliveries" WHERE "Id" = @p0""", id);
        return find.ExecuteScalar() is not null;
    }

    public static Money PriceOf(DbConnection connection, long id)
    {
        using var find = connection.Sql("""SELECT m."Price", b."Currency" FROM "Messages" m JOIN "MessageBatches" b ON b."No" = m."BatchNo" WHERE m."Id" = @p0""", id);
        using var reader = find.ExecuteReader();
        reader.Read();
        return new Money(reader.GetInt64(0), Currency.Parse(reader.GetString(1)));
    }

    /// <summary>What is given back for a message the network did not deliver; 0 where every attempt is charged.</summary>
    public static long RefundableMicros(DbConnection connection, long id)
    {
        using var find = connection.Sql("""SELECT "Price" FROM "Messages" WHERE "Id" = @p0 AND "Refundable" = @p1""", id, true);
        return find.ExecuteScalar() is long price ? price : 0;
    }

    public static List<DueMessage> ReadDue(DbConnection connection, long now, int most)
    {
        using var find = connection.Sql(
            """
            SELECT d."Id", d."Attempt", d."Parts", d."OperatorIds", m."Recipient", m."Price" FROM "Deliveries" d JOIN "Messages" m ON m."Id" = d."Id"
            JOIN "MessageBatches" b ON b."No" = m."BatchNo"
            WHERE d."Due" <= @p0 AND NOT EXISTS (SELECT 1 FROM "Restrictions" r WHERE r."AccountId" = b."AccountId" AND r."LiftedAt" IS NULL) ORDER BY d."Due" LIMIT @p1
            """ + (connection is NpgsqlConnection ? " FOR UPDATE OF d SKIP LOCKED" : ""),
            now, most);
        using var reader = find.ExecuteReader();
        var due = new List<DueMessage>();
        while (reader.Read())
            due.Add(new DueMessage(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetFieldValue<byte[]>(4), reader.GetInt64(5)));
        return due;
    }

    /// <summary>Puts a message on a link once more. Who had it before is kept: the row will name the last one only.</summary>
    public static void Submit(DbConnection connection, long id, int link, string receiver, int attempt, long now)
    {
        using (var keep = connection.Sql(
            """
            INSERT INTO "EarlierHandovers" ("MessageRow", "At", "Operator") SELECT "Id", "SubmittedAt", "Operator" FROM "Deliveries"
            WHERE "Id" = @p0 AND "SubmittedAt" IS NOT NULL AND ("State" <> @p1 OR "Parts" <> 0) ON CONFLICT DO NOTHING
            """,
            id, DeliveryState.Queued))
            keep.ExecuteNonQuery();
        using var update = connection.Sql(
            """UPDATE "Deliveries" SET "State" = @p1, "Link" = @p2, "Operator" = @p3, "Attempt" = @p4, "SubmittedAt" = @p5, "DoneAt" = NULL, "Due" = NULL WHERE "Id" = @p0""",
            id, DeliveryState.Submitting, link, receiver, attempt, now);
        update.ExecuteNonQuery();
    }
}
