using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Storage.Keys;

/// <summary>What one process shreds, no other can open a moment later; and shredding keeps nobody waiting.</summary>
public class ShreddingAcrossProcessesTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_process_lets_go_of_a_shredded_key_within_two_seconds(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await store.Host.StartAsync(Cancel);
        using var second = store.StartBeside();
        using var third = store.StartBeside();
        Vault[] others = [second.Services.GetRequiredService<Vault>(), third.Services.GetRequiredService<Vault>()];
        await second.StartAsync(Cancel);
        await third.StartAsync(Cancel);
        foreach (var vault in others)
            await vault.StartAsync(dataExists: true, Cancel);

        for (var round = 0; round < 5; round++)
        {
            var scope = Scope.Parse($"user/{round}");
            await store.Vault.OpenAsync(scope, Cancel);
            var boxes = new List<Box>();
            foreach (var vault in others)
                boxes.Add(await vault.OpenAsync(scope, Cancel));

            // By the clock they share: a machine busy with other tests gives each look less of its own time.
            var look = TimeSpan.FromMilliseconds(25);
            await store.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel);
            for (var waited = TimeSpan.Zero; waited < Promised && !boxes.TrueForAll(box => box.IsClosed); waited += look)
            {
                await Task.Delay(look, Cancel);

                // Processes that share no signals look for themselves once a second.
                store.Clock.Advance(look);
            }

            await Patience.UntilAsync(() => boxes.TrueForAll(box => box.IsClosed), still: () => $"{Promised} after shredding another process still opens");
        }

        await second.StopAsync(Cancel);
        await third.StopAsync(Cancel);
    }

    [Theory, OnBothDatabases]
    public async Task Shredding_and_emptying_the_log_let_a_writer_of_the_data_pass(Database database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var customer = await store.AddCustomerAsync();
        var emptyLog = new EmptyLog(store.Get<StorageOptions>(), TimeProvider.System);
        using var enough = new CancellationTokenSource();
        var waits = new ConcurrentQueue<TimeSpan>();
        var writing = Task.Run(() => WriteAsync(store.Writes, customer.User.Value, waits, enough.Token), Cancel);

        // As many rounds as it takes: forty may be over before a busy machine lets the writer begin.
        for (var round = 0; round < 40 || (waits.Count < 40 && !writing.IsCompleted); round++)
        {
            var scope = Scope.Parse($"user/{round}");
            await store.Vault.OpenAsync(scope, Cancel);
            await store.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel);
            await emptyLog.RunAsync(Cancel);
        }

        await enough.CancelAsync();
        await writing;
        var sorted = waits.Order().ToList();
        var median = sorted[sorted.Count / 2];
        var longest = sorted[^10];
        TestContext.Current.TestOutputHelper!.WriteLine($"{database}: {sorted.Count} writes, median {median.TotalMilliseconds:0.0} ms, longest {longest.TotalMilliseconds:0.0} ms");

        // What holds a writer up holds one up in each of the rounds. A machine shared with other tests stalls by itself too: for every writer alike, by its median, and now and then altogether.
        Assert.InRange(longest, TimeSpan.Zero, LongestWait + (20 * median));
    }

    private static async Task WriteAsync(WriteQueue writes, Guid user, ConcurrentQueue<TimeSpan> waits, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var since = Stopwatch.GetTimestamp();
            await writes.RunAsync(db => db.Users.Single(row => row.Id == user).AccessFailedCount++, CancellationToken.None);
            waits.Enqueue(Stopwatch.GetElapsedTime(since));
        }
    }
}
