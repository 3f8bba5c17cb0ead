using System.Data.Common;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging;

/// <summary>The one message of a batch of one, about to be written.</summary>
internal sealed record NewMessage(Sealed Recipient, int Index, long Price, bool Refundable)
{
    public void Insert(DbConnection connection, long batchNo)
    {
        using var insert = connection.Sql(
            """INSERT INTO "Messages" ("Id", "BatchNo", "Recipient", "RecipientIndex", "Price", "Refundable") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)""",
            Message.RowOf(batchNo, 0), batchNo, Recipient.ToArray(), Index, Price, Refundable);
        insert.ExecuteNonQuery();
    }
}
