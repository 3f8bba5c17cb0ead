using System.Data.Common;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Where the rows of a campaign go, whichever database it is.</summary>
public sealed class CampaignRows
{
    private readonly ISendingStore _store;

    internal CampaignRows(ISendingStore store) => _store = store;

    internal void Insert(DbConnection connection, long batchNo, SealedRows rows) => _store.InsertMessages(connection, batchNo, rows);
}
