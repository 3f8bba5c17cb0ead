using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>Carries a shredding to every process that shares the database, so that none keeps a key for the rest of its five minutes.</summary>
// The signal does not say which scope: a topic is heard by name, so each process looks up what it holds.
internal sealed partial class ShreddingRelay(Vault vault, Signals signals, ILogger<ShreddingRelay> log) : IHostedService, IDisposable
{
    private const string Topic = "keys/shredded";

    private readonly CancellationTokenSource _stopping = new();
    private IDisposable? _listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listening = signals.Listen(Topic, () => _ = RecheckAsync());
        vault.Evicted += Raise;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        vault.Evicted -= Raise;
        _listening?.Dispose();
        return _stopping.CancelAsync();
    }

    public void Dispose()
    {
        _listening?.Dispose();
        _stopping.Dispose();
    }

    private void Raise(Scope scope) => signals.Raise(Topic);

    private async Task RecheckAsync()
    {
        try
        {
            await vault.RecheckAsync(_stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            // The boxes are wiped at the end of their five minutes then.
            Failed(fault);
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "A shredded key may be held for up to five minutes more: the key store could not be asked")]
    private partial void Failed(Exception fault);
}
