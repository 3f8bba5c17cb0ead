using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The links to the operator taken together: started, watched, told to pages, and stopped.</summary>
internal sealed class OperatorLinks
{
    private readonly OperatorOptions _options;
    private readonly Func<int, SmppOptions> _endpoint;
    private readonly OperatorStatus _status;
    private readonly Signals _signals;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;
    private readonly Mailbox _mailbox;
    private readonly Channel<(Link Link, InboundMessage Message)> _inbound = Channel.CreateUnbounded<(Link, InboundMessage)>();
    private readonly Lock _changing = new();

    public OperatorLinks(
        OperatorOptions options, Func<int, SmppOptions> endpoint, Mailbox mailbox, OperatorStatus status, Signals signals, Milestones milestones, TimeProvider clock, ILoggerFactory logs)
    {
        (_options, _endpoint, _mailbox, _status, _signals, _clock, _logs, Milestones) = (options, endpoint, mailbox, status, signals, clock, logs, milestones);
        All = [.. Enumerable.Range(0, options.Links).Select(number => new Link(number, options, mailbox, this))];
        _status.Set(new OperatorState(true, clock.GetUtcNow(), null, options.Name));
    }

    public IReadOnlyList<Link> All { get; }

    public Milestones Milestones { get; }

    /// <summary>A link came up or went down; the sender listens.</summary>
    public event Action<Link>? LinkChanged;

    /// <summary>Texts from outside, waiting to be kept and acknowledged.</summary>
    public ChannelReader<(Link Link, InboundMessage Message)> Inbound => _inbound.Reader;

    public void Start()
    {
        // Only now: the embedded operator has no port before the host starts.
        foreach (var link in All) link.Session = new SmppSession(_endpoint(link.Number), link, _clock, _logs.CreateLogger<SmppSession>());
        foreach (var link in All) link.Session.Start();
    }

    public async Task StopAsync(CancellationToken cancel)
    {
        await Task.WhenAll(All.Select(link => link.Session.StopAsync(cancel)));
        _inbound.Writer.TryComplete();
        foreach (var link in All) await link.Session.DisposeAsync();
    }

    public void Heard(Link link, InboundMessage message) => _inbound.Writer.TryWrite((link, message));

    public void Changed(Link link)
    {
        LinkChanged?.Invoke(link);
        _mailbox.Ring();
        lock (_changing)
        {
            var isUp = All.Any(one => one.IsReady);
            var problem = isUp ? null : All.Select(one => one.Session.Status.LastError).FirstOrDefault(error => error is not null);
            if (_status.Current.IsUp == isUp && _status.Current.Problem == problem) return;

            _status.Set(new OperatorState(isUp, _clock.GetUtcNow(), problem, _options.Name));
        }

        _signals.Raise(MessagingTopics.Operator);
    }
}
