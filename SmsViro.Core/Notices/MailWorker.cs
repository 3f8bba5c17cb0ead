using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Notices;

/// <summary>Sends mail as it is posted and looks for the rest every five seconds.</summary>
internal sealed partial class MailWorker(CarryMail carry, Signals signals, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var posted = new SemaphoreSlim(0);
        using var listening = signals.Listen(Post.Topic, () => posted.Release());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (sent, waiting) = await carry.RunAsync(stoppingToken);
                if (sent + waiting > 0) Carried(sent, waiting);
                await posted.WaitAsync(Look, stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                Interrupted();
                await posted.WaitAsync(Look, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Mail: {Sent} sent, {Waiting} still waiting")]
    private partial void Carried(int sent, int waiting);

    [LoggerMessage(LogLevel.Warning, "Mail waits: the database could not be written")]
    private partial void Interrupted();
}
