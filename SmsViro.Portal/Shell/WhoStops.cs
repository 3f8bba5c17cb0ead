namespace SmsViro.Portal.Shell;

/// <summary>
/// Tells who ends the portal. Ctrl-C only announces the end and leaves the stopping to <see cref="Start"/>; a host around us, such as a test's,
/// stops the services itself, and disposing of them under its hands would be a fault.
/// </summary>
internal sealed class WhoStops : IHostedLifecycleService
{
    /// <summary>True once somebody else has begun to stop the services, which comes before the announcement.</summary>
    public bool SomebodyElse { get; private set; }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        SomebodyElse = true;
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
