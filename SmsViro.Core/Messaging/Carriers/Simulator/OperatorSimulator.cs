using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>
/// An operator on loopback: the server side of SMPP 3.4 over the portal's own codec, so that the demo, the tests and the figures send over a real link.
/// Receipts nobody acknowledged are delivered again, on the next link if theirs is gone, as operators do.
/// </summary>
public sealed class OperatorSimulator : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<SimulatedLink, Task> _links = new();
    private readonly ConcurrentQueue<PendingDelivery> _homeless = new();
    private readonly SubmitPolicy _policy;
    private readonly DeliverySchedule _schedule;
    private Task _accepting = Task.CompletedTask;

    private OperatorSimulator(SimulatorOptions options, TimeProvider clock)
    {
        (Options, _clock) = (options, clock);
        Password = options.Password ?? RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 8);
        Phones = options.KeepsTexts ? new() : null;
        _policy = new(options, clock);
        _schedule = new(clock, Deliver);
        _listener = new(IPAddress.Loopback, options.Port);
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Password { get; }

    /// <summary>What was accepted so far.</summary>
    public PartCounts Counts => _policy.Counts;

    /// <summary>What its phones remember; null unless it was asked to let them.</summary>
    public SimulatedPhones? Phones { get; }

    internal SimulatorOptions Options { get; }

    /// <summary>Starts listening on loopback; a taken port is a <see cref="SocketException"/>.</summary>
    public static OperatorSimulator Start(SimulatorOptions options, TimeProvider clock)
    {
        var simulator = new OperatorSimulator(options, clock);
        simulator._listener.Start();
        simulator._accepting = simulator.AcceptAsync();
        return simulator;
    }

    /// <summary>What a session needs to bind here.</summary>
    public SmppOptions LinkOptions(string name) => new() { Name = name, Host = "127.0.0.1", Port = Port, SystemId = Options.SystemId, Password = Password };

    /// <summary>Cuts every connection without a word, as a broken cable does.</summary>
    public void CutLinks()
    {
        foreach (var link in _links.Keys) link.Cut();
    }

    /// <summary>Lets a phone text whoever wrote to it, in the GSM alphabet and one part.</summary>
    public void Answer(PhoneNumber phone, string sender, string text)
    {
        Span<byte> octets = stackalloc byte[2 * text.Length];
        Later(
            new()
            {
                Phone = Encoding.ASCII.GetBytes(phone.Msisdn),
                Sender = Encoding.ASCII.GetBytes(sender),
                SenderKind = 5,
                SenderPlan = 0,
                Reply = octets[..Gsm7.Encode(text, octets)].ToArray(),
            },
            TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        CutLinks();
        await Task.WhenAll(_links.Values);
        _schedule.Dispose();
    }

    internal (SmppStatus Status, Behaviour Behaviour, int Number) Judge(in ShortMessage part) => _policy.Judge(part);

    internal void Later(PendingDelivery delivery, TimeSpan delay) => _schedule.Add(delivery, delay);

    /// <summary>A link that can receive is bound: what waited for one is delivered.</summary>
    internal void Welcome(SimulatedLink link)
    {
        List<PendingDelivery> waiting = [];
        while (_homeless.TryDequeue(out var delivery)) waiting.Add(delivery);
        link.Deliver(waiting, _clock.GetUtcNow());
    }

    internal void Forget(SimulatedLink link) => _links.TryRemove(link, out _);

    internal void Return(IEnumerable<PendingDelivery> unacknowledged)
    {
        foreach (var delivery in unacknowledged) _schedule.Add(delivery, TimeSpan.Zero);
    }

    private void Deliver(List<PendingDelivery> due)
    {
        if (_links.Keys.FirstOrDefault(link => link.Receives) is { } link)
        {
            link.Deliver(due, _clock.GetUtcNow());
            return;
        }

        foreach (var delivery in due) _homeless.Enqueue(delivery);

        // A link that was bound a moment ago looked before these were there.
        if (_links.Keys.FirstOrDefault(link => link.Receives) is { } late) Welcome(late);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                var link = new SimulatedLink(this, socket, _clock);

                // Known before it runs: a delivery that looks for a link right after this one is bound must find it.
                _links[link] = link.Ended;
                new Thread(link.Run) { IsBackground = true, Name = "simulated operator" }.Start();
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stop() ends the wait for another caller this way; there is nothing left to accept.
        }
    }
}
