using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmsViro.Core.Storage.Postgres;

/// <summary>Signals between processes by LISTEN and NOTIFY on one channel; a lost connection is made again, and pages read again when it is.</summary>
public sealed partial class PostgresSignals(NpgsqlDataSource source, TimeProvider clock, ILogger<PostgresSignals> log) : Signals, IHostedService, IAsyncDisposable
{
    private const string Channel = "smsviro";
    private const int MostInBatch = 100;

    private readonly string _process = Guid.CreateVersion7().ToString("N");
    private readonly Channel<string> _outgoing = System.Threading.Channels.Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;

    public override void Raise(string topic)
    {
        RaiseHere(topic);
        _outgoing.Writer.TryWrite(topic);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _work = Task.WhenAll(KeepTryingAsync(ListenAsync), KeepTryingAsync(NotifyAsync));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _work;
    }

    // The container knows this object under three names and disposes of it under each, so the source of the stop outlives them.
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task KeepTryingAsync(Func<CancellationToken, Task> work)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await work(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                Lost(failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        connection.Notification += (_, heard) =>
        {
            var parts = heard.Payload.Split(' ', 2);
            if (parts is [var process, var topic] && process != _process) RaiseHere(topic);
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection)) await listen.ExecuteNonQueryAsync(cancel);

        while (true) await connection.WaitAsync(cancel);
    }

    private async Task NotifyAsync(CancellationToken cancel)
    {
        while (await _outgoing.Reader.WaitToReadAsync(cancel))
        {
            var topics = new HashSet<string>(StringComparer.Ordinal);
            while (topics.Count < MostInBatch && _outgoing.Reader.TryRead(out var topic)) topics.Add(topic);

            await using var notify = source.CreateCommand("SELECT pg_notify($1, $2 || ' ' || topic) FROM unnest($3::text[]) AS topic");
            notify.Parameters.AddWithValue(Channel);
            notify.Parameters.AddWithValue(_process);
            notify.Parameters.AddWithValue(topics.ToArray());
            await notify.ExecuteNonQueryAsync(cancel);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Signals between processes are interrupted ({Kind}); trying again every second")]
    private partial void Lost(string kind);
}
