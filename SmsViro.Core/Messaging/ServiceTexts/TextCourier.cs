using System.Data.Common;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.ServiceTexts;

/// <summary>
/// Sends our own texts over the links everybody's messages take, first in the queue and billed to nobody. Their words are emptied when the network has concluded
/// them; a number that asked for no codes gets none, and a day has a limit.
/// </summary>
internal sealed class TextCourier(WriteQueue writes, Vault vault, PriceList prices, Signals signals, ServiceTextOptions options, TimeProvider clock) : ITextCourier
{
    public async Task<bool> SendAsync(PhoneNumber to, string text, CancellationToken cancel)
    {
        var count = Segments.Count(text);
        if (count.Parts is 0 or > SendMessage.MostParts || prices.QuoteFor(to, count.Parts) is null) return false;

        var (at, id) = (clock.GetUtcNow(), MessageId.NewBatch());
        var bucket = Buckets.Of(at);
        var box = await vault.OpenAsync(Buckets.ScopeOf(ServiceAccount.Id, bucket), cancel);
        var index = await vault.IndexAsync(Scope.IndexSearch(ServiceAccount.Id), cancel);
        var stopped = await NumberDigests.StopAsync(vault, to, cancel);
        var batch = new NewBatch(
            id, ServiceAccount.Id, MessageKind.OneTimeCode, BatchState.Queued, box.Seal(MessagingFields.Text, id, text), count.Parts, 1, bucket, prices.Currency, at);
        var message = new NewMessage(box.Seal(MessagingFields.Recipient, id, to.E164), index.Compute14(MessagingFields.RecipientIndex, to.E164), 0, Refundable: false);

        var accepted = await writes.RunRawAsync(connection => Accept(connection, batch, message, stopped), keep: done => done, cancel);
        if (accepted) signals.Raise(MessagingTopics.Queue);
        return accepted;
    }

    private bool Accept(DbConnection connection, NewBatch batch, NewMessage message, long stopped)
    {
        if (Exists(connection, """SELECT 1 FROM "StoppedNumbers" WHERE "What" = @p0 AND "NumberIndex" = @p1""", StoppedTexts.Codes, stopped)) return false;

        var day = new DateTimeOffset(batch.At.UtcDateTime.Date, TimeSpan.Zero);
        using (var count = connection.Sql("""SELECT COUNT(*) FROM "MessageBatches" WHERE "AccountId" = @p0 AND "AcceptedAt" >= @p1""", ServiceAccount.Id, day))
            if (Convert.ToInt64(count.ExecuteScalar(), null) >= options.MostADay) return false;

        if (batch.Insert(connection) is not { } no) return false;

        message.Insert(connection, no);
        return true;
    }

    private static bool Exists(DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var find = connection.Sql(sql, values);
        return find.ExecuteScalar() is not null;
    }
}
