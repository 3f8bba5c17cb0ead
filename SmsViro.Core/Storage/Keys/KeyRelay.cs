using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Keys;

/// <summary>Carries every change of keys to every process: none keeps a shredded key for the rest of its five minutes, none meets a value sealed with a key it never heard of.</summary>
// A signal makes it at once; a look every second makes it certain, also for processes that share no signals and while those are interrupted.
internal sealed partial class KeyRelay(Vault vault, Signals signals, TimeProvider clock, ILogger<KeyRelay> log) : BackgroundService
{
    private const string Topic = "keys/changed";

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        vault.Changed += Raise;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        vault.Changed -= Raise;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var woken = new SemaphoreSlim(0);
        using var listening = signals.Listen(Topic, () => woken.Release());
        var silent = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await vault.FollowAsync(stoppingToken);
                silent = false;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Said once: it is tried again every second.
                if (!silent)
                    Failed(fault.GetType().Name);
                silent = true;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await WaitAsync(woken, stoppingToken);
        }
    }

    private async Task WaitAsync(SemaphoreSlim woken, CancellationToken stopping)
    {
        using var round = new CancellationTokenSource(Round, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(round.Token, stopping);
        await ((Task)woken.WaitAsync(either.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Raise() => signals.Raise(Topic);

    [LoggerMessage(LogLevel.Warning, "The key store could not be asked what changed ({Kind}); a shredded key may be held for up to five minutes, and it is asked again every second")]
    private partial void Failed(string kind);
}
