using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Backups;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>backup [--megabytes 1000] [--kills 20]</c>: how long a backup, its proof and its way back take, and what a restore that is killed at a random instant
/// leaves: a mark that refuses to serve, and the whole after another try.
/// </summary>
internal static class BackupVerb
{
    private const int RowsInBatch = 100_000;
    private const int BytesInRow = 160;

    public static int Run(string[] args) => RunAsync(args.Number("--megabytes", 1_000), args.Number("--kills", 20)).GetAwaiter().GetResult();

    /// <summary><c>restore-worker DATA ELSEWHERE BACKUP</c>: the process that is killed.</summary>
    public static int RunWorker(string[] args)
    {
        using var host = CustodyPortal.Build(args[0], args[1]);
        Console.WriteLine("READY");
        host.Services.GetRequiredService<RestoreBackup>().RunAsync(args[2], RestoreParts.Both, _ => { }, CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine("DONE");
        return 0;
    }

    private static async Task<int> RunAsync(int megabytes, int kills)
    {
        var elsewhere = Directory.CreateTempSubdirectory("smsviro-backup-").FullName;
        try
        {
            string backup;
            double taken, proven;
            var data = Path.Combine(elsewhere, "data");
            using (var host = await CustodyPortal.OpenAsync(data, elsewhere))
            {
                await FillAsync(host.Services, megabytes);
                (taken, backup) = await TimedAsync(() => host.Services.GetRequiredService<TakeBackup>().RunAsync(Path.Combine(elsewhere, "backups"), _ => { }, CancellationToken.None));
                (proven, var breaches) = await TimedAsync(() => Task.Run(() => host.Services.GetRequiredService<VerifyBackup>().Run(backup)));
                foreach (var breach in breaches) Console.WriteLine(breach);
                if (breaches.Count > 0) return 1;
            }

            var size = new DirectoryInfo(backup).EnumerateFiles().Sum(file => file.Length) / 1_000_000;
            Console.WriteLine($"{size:n0} MB: taken in {taken:0.0} s, proven in {proven:0.0} s");
            Directory.Delete(data, recursive: true);
            var (restored, _) = await TimedAsync(() => Task.Run(() => RunWorker([Directory.CreateDirectory(data).FullName, elsewhere, backup])));
            var lost = 0;
            for (var kill = 0; kill < kills; kill++)
            {
                Directory.Delete(data, recursive: true);
                lost += await KillAsync(Directory.CreateDirectory(data).FullName, elsewhere, backup, restored) ? 0 : 1;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RESULT megabytes={size} backup_s={taken:0.0} verify_s={proven:0.0} restore_s={restored:0.0} kills={kills} lost={lost}"));
            return lost;
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    // True when what the kill left was refused or whole, and another try made it whole.
    private static async Task<bool> KillAsync(string data, string elsewhere, string backup, double seconds)
    {
        using (var victim = OtherProcess.Start("restore-worker", data, elsewhere, backup))
        {
            victim.Hear("READY");
            await Task.Delay(TimeSpan.FromSeconds(Random.Shared.NextDouble() * seconds));
            victim.Kill();
        }

        using var host = CustodyPortal.Build(data, elsewhere);
        var begun = host.Services.GetRequiredService<RestoreMark>().Unfinished is not null;
        var there = File.Exists(host.Services.GetRequiredService<StorageOptions>().SqliteFile);
        if (begun && await ServesAsync(host.Services)) return false;
        if (begun || !there) await host.Services.GetRequiredService<RestoreBackup>().RunAsync(backup, RestoreParts.Both, _ => { }, CancellationToken.None);
        return (await host.Services.GetRequiredService<VerifyBackup>().RunAsync(CancellationToken.None)).Count == 0;
    }

    private static async Task<bool> ServesAsync(IServiceProvider services)
    {
        try
        {
            await services.GetRequiredService<RestoreGate>().PassAsync(CancellationToken.None);
            return true;
        }
        catch (CustodyException)
        {
            return false;
        }
    }

    // Rows of the width of messages whose values name a key that is there; what they seal is noise.
    private static async Task FillAsync(IServiceProvider services, int megabytes)
    {
        var box = await services.GetRequiredService<Vault>().OpenAsync(Scope.SystemOperators);
        var value = box.SealBytes(new Field("backup.noise"), Guid.CreateVersion7(), new byte[BytesInRow - Box.Overhead]).Bytes.ToArray();
        await using var connection = new SqliteConnection($"Data Source={services.GetRequiredService<StorageOptions>().SqliteFile};Pooling=False");
        await connection.OpenAsync();
        for (long batch = 1; batch * RowsInBatch * (BytesInRow + 30) <= megabytes * 1_000_000L; batch++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var head = connection.Sql(
                """
                INSERT INTO "MessageBatches" ("No", "Id", "AccountId", "Kind", "State", "Due", "NextOrdinal", "Total", "Text", "Parts", "Bucket", "Currency", "AcceptedAt", "Sent", "Delivered", "Failed")
                VALUES (@p0, @p1, @p1, 0, 2, 0, @p2, @p2, @p3, 1, 202611, 'EUR', 0, @p2, @p2, 0)
                """,
                batch, Guid.CreateVersion7(), RowsInBatch, value);
            await head.ExecuteNonQueryAsync();
            await using var row = connection.Sql("""INSERT INTO "Messages" ("Id", "BatchNo", "Recipient", "RecipientIndex", "Price", "Refundable") VALUES (@p0, @p1, @p2, 1, 40000, 1)""", 0L, batch, value);
            for (var at = 0; at < RowsInBatch; at++)
            {
                RandomNumberGenerator.Fill(value.AsSpan(5));
                row.Parameters[0].Value = (batch << 24) + at;
                await row.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }
    }

    private static async Task<(double Seconds, T Outcome)> TimedAsync<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = await work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, outcome);
    }
}
