using System.Data.Common;
using System.Globalization;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>A portal that answers data-subject rights, and an account in it that sent very much: what copies and erasures are measured on, on either database.</summary>
internal static class LongAccount
{
    private const string Text = "Your appointment is on Thursday at 10:40. Reply C to cancel. Harbour Dental, 12 Quay Street.";
    private const int RowsInAct = 20_000;

    /// <summary>Its keys lie in the folder, its rows there too or in the PostgreSQL database that is named.</summary>
    public static Task<SendingPortal> OpenAsync(string folder, string? postgres) => SendingPortal.OpenAsync(
        folder, [.. SendingPortal.On(postgres), new("Custody:LedgerPath", Path.Combine(folder, "erasures.ledger"))], (services, configuration) => services.AddKeeping(configuration).AddRights(configuration));

    /// <summary>Accepted by the use case; what the network would have answered is written as it would have been.</summary>
    public static async Task SendAsync(SendingPortal portal, Customer customer, int messages)
    {
        var numbers = Enumerable.Range(0, messages).Select(at => string.Create(CultureInfo.InvariantCulture, $"+447{400_000_000 + (at * 997L % 100_000_000):000000000}"));
        if (await portal.Get<SendCampaign>().RunAsync(customer, new MessageId(MessageId.NewBatch()), Text, numbers, CancellationToken.None) is not CampaignOutcome.Accepted accepted)
            throw new InvalidOperationException("The campaign was refused.");

        var writes = portal.Get<WriteQueue>();
        for (var first = 0; first < messages; first += RowsInAct)
        {
            var from = first;
            await writes.RunRawAsync(connection => Deliver(connection, accepted.Campaign.Batch, from));
        }

        await writes.RunRawAsync(connection =>
        {
            Ledger.Post(connection, customer.Account, accepted.Campaign.Batch, accepted.Held, accepted.Campaign.Batch, TimeProvider.System.GetUtcNow());
            using var drain = connection.Sql(
                """UPDATE "MessageBatches" SET "State" = @p1, "NextOrdinal" = "Total", "Sent" = "Total", "Delivered" = "Total" WHERE "Id" = @p0""", accepted.Campaign.Batch, BatchState.Drained);
            return drain.ExecuteNonQuery();
        });

        // PostgreSQL does so by itself within a minute or two; who sends a million texts does not erase them in the same minute.
        if (portal.Get<StorageOptions>().IsPostgres)
        {
            await writes.RunRawAsync(connection =>
            {
                using var analyze = connection.Sql("ANALYZE");
                return analyze.ExecuteNonQuery();
            });
        }
    }

    private static int Deliver(DbConnection connection, Guid batch, int first)
    {
        using var find = connection.Sql("""SELECT "No" FROM "MessageBatches" WHERE "Id" = @p0""", batch);
        var no = (long)find.ExecuteScalar()!;
        using var insert = connection.Sql(
            """
            INSERT INTO "Deliveries" ("Id", "State", "Link", "Attempt", "Parts", "Answer", "OperatorIds", "SubmittedAt", "SentAt", "DoneAt")
            SELECT "Id", @p2, 0, 1, @p4, 0, 'b7c1a2f0', @p3, @p3, @p3 FROM "Messages" WHERE "Id" >= @p0 AND "Id" < @p1
            """,
            Message.RowOf(no, first), Message.RowOf(no, first) + RowsInAct, DeliveryState.Delivered, TimeProvider.System.GetUtcNow().UtcTicks, (long)PartState.Delivered);
        return insert.ExecuteNonQuery();
    }
}
