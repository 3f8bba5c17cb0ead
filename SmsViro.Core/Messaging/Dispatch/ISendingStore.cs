using System.Data.Common;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// The statements of the sending path, a dialect each: SQLite steps prepared statements on the raw handle, PostgreSQL takes a whole list in one round trip.
/// Everything takes the connection of the act it is part of; what is not hot is written once, elsewhere, for both.
/// </summary>
internal interface ISendingStore
{
    /// <summary>Writes messages of one batch, side by side.</summary>
    void InsertMessages(DbConnection connection, long batchNo, SealedRows rows);

    /// <summary>Writes outcomes, over those of an earlier attempt.</summary>
    void WriteDeliveries(DbConnection connection, List<DeliveryRow> rows);

    void CloseWindows(DbConnection connection, List<long> windows);

    /// <summary>Records receipts of single-part messages that await one; <paramref name="applied"/> gets the positions that did.</summary>
    void ApplyReceipts(DbConnection connection, List<MatchedReceipt> receipts, long now, List<int> applied);

    /// <summary>The first batch that is due, locked against other processes; false when none is.</summary>
    bool TryTakeHead(DbConnection connection, long now, out QueueHead head);

    /// <summary>Moves the head's cursor behind what was claimed.</summary>
    void Advance(DbConnection connection, QueueHead head, int next);

    /// <summary>The messages of a range that have no outcome yet, in order.</summary>
    void ReadRange(DbConnection connection, long first, long last, ClaimedRow read);

    long OpenWindow(DbConnection connection, OpenWindow window);

    /// <summary>Holds this process's name for as long as it lives.</summary>
    Task<IAsyncDisposable> SignOnAsync(long worker, CancellationToken cancel);

    /// <summary>Whether the process that opened a window has ended.</summary>
    bool HasEnded(DbConnection connection, long worker);
}

/// <summary>One row of a range; the span lives until the call returns.</summary>
internal delegate void ClaimedRow(long id, ReadOnlySpan<byte> recipient, long price);
