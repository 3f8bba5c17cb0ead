using Microsoft.Extensions.Hosting;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The operator inside the portal, for when no other is configured: the same protocol on an ephemeral loopback port with a password of its own.</summary>
public sealed class EmbeddedOperator(OperatorOptions options, IHostEnvironment environment, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private OperatorSimulator? _simulator;

    /// <summary>The simulator at work; null when a real operator is configured or it has not started.</summary>
    public OperatorSimulator? Simulator => _simulator;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.IsSimulated) _simulator ??= OperatorSimulator.Start(new SimulatorOptions { KeepsTexts = environment.IsDevelopment() }, clock);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _simulator, null) is { } simulator) await simulator.DisposeAsync();
    }

    internal SmppOptions Endpoint(OperatorOptions wanted, int number) =>
        _simulator is null
            ? wanted.Link(number)
            : _simulator.LinkOptions(wanted.Link(number).Name) with { Window = wanted.Window };
}
