using System.Data.Common;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Where the rows of messages go, whichever database it is.</summary>
public sealed class MessageRowWriter
{
    private readonly ISendingStore _store;

    internal MessageRowWriter(ISendingStore store) => _store = store;

    internal void Insert(DbConnection connection, long batchNo, SealedRows rows) => _store.InsertMessages(connection, batchNo, rows);

    internal void Conclude(DbConnection connection, DeliveryRow row) => _store.WriteDeliveries(connection, [row]);
}
