using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Recipients;

/// <summary>One text that went to a number: who, when, of which kind and what became of it. Never its words. One that an archive brought in went to nobody from here, but names the number all the same.</summary>
public sealed record TrafficLine(AccountId Account, MessageId Id, long Row, MessageKind Kind, DateTimeOffset AcceptedAt, DeliveryState State, bool WasBroughtIn);

/// <summary>
/// Finds what was sent to a number, in every account: one keyed digest an account, five hundred accounts a question, and only what matches is opened and compared.
/// Whoever calls has had the number proved, or stands inside a request for which two people looked.
/// </summary>
public sealed class FindTextsTo(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    private const int AccountsAtOnce = 500;

    /// <param name="number">The number.</param>
    /// <param name="from">Nothing accepted before is looked at.</param>
    /// <param name="told">Hears how many of how many accounts are done.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<IReadOnlyList<TrafficLine>> RunAsync(PhoneNumber number, DateTimeOffset from, Func<int, int, Task> told, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var accounts = await db.MessageBatches.Where(batch => batch.AcceptedAt >= from && (batch.State == BatchState.Queued || batch.State == BatchState.Drained))
            .Select(batch => batch.AccountId).Distinct().ToListAsync(cancel);
        return await AmongAsync(db, accounts, number, from, told, cancel);
    }

    /// <summary>Those of one account.</summary>
    public async Task<IReadOnlyList<TrafficLine>> OfAsync(AccountId account, PhoneNumber number, DateTimeOffset from, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await AmongAsync(db, [account], number, from, (_, _) => Task.CompletedTask, cancel);
    }

    private async Task<List<TrafficLine>> AmongAsync(PortalDbContext db, List<AccountId> accounts, PhoneNumber number, DateTimeOffset from, Func<int, int, Task> told, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var found = new List<TrafficLine>();
        var done = 0;
        foreach (var some in accounts.Chunk(AccountsAtOnce))
        {
            var asked = new List<object?> { from };
            foreach (var account in some)
            {
                // An account whose index key is gone was erased; what it sent cannot be found by anybody.
                if ((await vault.FindAsync(Scope.IndexSearch(account), cancel)).IsClosed) continue;

                asked.Add(account);
                asked.Add((await vault.IndexAsync(Scope.IndexSearch(account), cancel)).Compute14(MessagingFields.RecipientIndex, number.E164));
            }

            if (asked.Count > 1) found.AddRange(await AskAsync(db.Database.GetDbConnection(), asked, number, cancel));
            await told(done += some.Length, accounts.Count);
        }

        return found;
    }

    private async Task<List<TrafficLine>> AskAsync(DbConnection connection, List<object?> asked, PhoneNumber number, CancellationToken cancel)
    {
        var candidates = new List<(AccountId Account, Guid Batch, int Bucket, long Row, byte[] Recipient, MessageKind Kind, DateTimeOffset At, DeliveryState State, bool WasBroughtIn)>();
        await using (var find = connection.Sql(Question(asked.Count), [.. asked]))
        await using (var rows = await find.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel))
            {
                var (row, next) = (rows.GetInt64(3), rows.GetInt32(7));
                var state = !rows.IsDBNull(8) ? (DeliveryState)rows.GetInt32(8) : Message.OrdinalOf(row) < next ? DeliveryState.Submitting : DeliveryState.Queued;
                candidates.Add((new AccountId(IdAt(rows, 0)), IdAt(rows, 1), rows.GetInt32(2), row, rows.GetFieldValue<byte[]>(4), (MessageKind)rows.GetInt32(5), TimeAt(rows, 6), state, !rows.IsDBNull(9)));
            }

        var same = new List<TrafficLine>();
        foreach (var one in candidates)
        {
            var box = await vault.FindAsync(Buckets.ScopeOf(one.Account, one.Bucket), cancel);
            var id = MessageId.At(one.Batch, Message.OrdinalOf(one.Row));
            if (box.Open(MessagingFields.Recipient, id.Value, Sealed.FromBytes(one.Recipient)).Text == number.E164)
                same.Add(new TrafficLine(one.Account, id, one.Row, one.Kind, one.At, one.State, one.WasBroughtIn));
        }

        return same;
    }

    // The digests come as a table, so that one statement asks many accounts, each by its own index.
    private static string Question(int parameters)
    {
        var digests = new StringBuilder();
        for (var at = 1; at < parameters; at += 2) digests.Append(CultureInfo.InvariantCulture, $"{(at > 1 ? "," : "")}(@p{at},@p{at + 1})");
        return $"""
            WITH "Digests"("Account", "Digest") AS (VALUES {digests})
            SELECT b."AccountId", b."Id", b."Bucket", m."Id", m."Recipient", b."Kind", b."AcceptedAt", b."NextOrdinal", d."State", b."BroughtInAt"
            FROM "Digests" w JOIN "MessageBatches" b ON b."AccountId" = w."Account" AND b."AcceptedAt" >= @p0 AND b."State" IN (1, 2)
            JOIN "Messages" m ON m."BatchNo" = b."No" AND m."RecipientIndex" = w."Digest" LEFT JOIN "Deliveries" d ON d."Id" = m."Id"
            """;
    }

    // SQLite keeps ids as sixteen bytes and instants as ticks, PostgreSQL as themselves.
    private static Guid IdAt(DbDataReader row, int column) => row.GetValue(column) is byte[] bytes ? new Guid(bytes, bigEndian: true) : row.GetGuid(column);

    private static DateTimeOffset TimeAt(DbDataReader row, int column) =>
        row.GetValue(column) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : row.GetFieldValue<DateTimeOffset>(column);
}
