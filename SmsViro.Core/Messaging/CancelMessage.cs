using System.Data.Common;
using Npgsql;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>How a cancellation ended.</summary>
public enum CancelOutcome
{
    /// <summary>It will not be sent, and its price is back.</summary>
    Cancelled,

    /// <summary>It is on its way or concluded already.</summary>
    TooLate,

    /// <summary>It is nobody's or another customer's.</summary>
    NoSuchMessage,
}

/// <summary>Takes back a message that no link has taken yet.</summary>
public sealed class CancelMessage(WriteQueue writes, MessageRowWriter rows, Signals signals, TimeProvider clock)
{
    public async Task<CancelOutcome> RunAsync(Customer customer, MessageId message, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        var outcome = await writes.RunRawAsync(connection => Cancel(connection, customer.Account, message, at), cancel: cancel);
        if (outcome == CancelOutcome.Cancelled)
        {
            signals.Raise(MessagingTopics.Message(message));
            signals.Raise(MessagingTopics.Messages(customer.Account));
            signals.Raise(BillingTopics.Purse(customer.Account));
        }

        return outcome;
    }

    private CancelOutcome Cancel(DbConnection connection, AccountId account, MessageId message, DateTimeOffset at)
    {
        // Locked as a claim locks it, so that one of the two comes first.
        var locked = connection is NpgsqlConnection ? " FOR UPDATE" : "";
        long no;
        int next;
        using (var find = connection.Sql(
            $"""SELECT "No", "NextOrdinal" FROM "MessageBatches" WHERE "Id" = @p0 AND "AccountId" = @p1 AND "State" IN (@p2, @p3) AND "Total" > @p4{locked}""",
            message.Batch, account, BatchState.Queued, BatchState.Drained, message.Ordinal))
        {
            using var reader = find.ExecuteReader();
            if (!reader.Read()) return CancelOutcome.NoSuchMessage;

            (no, next) = (reader.GetInt64(0), reader.GetInt32(1));
        }

        var id = Message.RowOf(no, message.Ordinal);
        if (message.Ordinal < next || DeliveryRows.Exists(connection, id)) return CancelOutcome.TooLate;

        rows.Conclude(connection, new DeliveryRow { Id = id, State = DeliveryState.Cancelled, Link = 0, Operator = null, Attempt = 0, Parts = default, SubmittedAt = 0, DoneAt = at.UtcTicks });
        Ledger.Void(connection, account, message.Batch, DeliveryRows.PriceOf(connection, id), message.Value, at);
        return CancelOutcome.Cancelled;
    }
}
