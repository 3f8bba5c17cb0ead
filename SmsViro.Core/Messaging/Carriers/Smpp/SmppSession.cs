using Microsoft.Extensions.Logging;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>
/// Our side of one SMPP 3.4 link: it connects, binds, keeps itself alive, and comes back with growing waits when the link falls.
/// Parts are offered in batches (<see cref="TrySubmit"/> ..., <see cref="Flush"/>); each key that was taken comes back exactly once, through <see cref="ISmppEvents"/>.
/// </summary>
public sealed partial class SmppSession : IAsyncDisposable
{
    // A link that stood this long, or that answered a part, has earned a quick return.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private readonly SmppOptions _options;
    private readonly ISmppEvents _events;
    private readonly TimeProvider _clock;
    private readonly ILogger<SmppSession> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _watch;
    private volatile SmppConnection? _connection;
    private volatile bool _bound;
    private volatile bool _draining;
    private volatile LinkStatus _status;
    private long _pausedAt;
    private TimeSpan _pause;
    private int _slowAnswers;
    private bool _proven;
    private bool _started;
    private int _unbinding;

    public SmppSession(SmppOptions options, ISmppEvents events, TimeProvider clock, ILogger<SmppSession> log)
    {
        if (options.Problems(options.Name).FirstOrDefault() is { } problem) throw new ArgumentException(problem, nameof(options));

        (_options, _events, _clock, _log) = (options, events, clock, log);
        _status = new(LinkState.Down, clock.GetUtcNow(), LinkFault.None, SmppStatus.Ok);
        _watch = clock.CreateTimer(_ => Watch(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Name => _options.Name;

    public int Window => _options.Window;

    /// <summary>Parts taken and not yet answered.</summary>
    public int Unanswered => _connection?.Unanswered ?? 0;

    public LinkStatus Status => _status;

    /// <summary>Starts the link's thread; the first connection is tried at once.</summary>
    public void Start()
    {
        _started = true;
        _watch.Change(Beat, Beat);
        new Thread(Run) { IsBackground = true, Name = $"smpp {Name}" }.Start();
    }

    /// <summary>Lays one part into the batch without waiting; it leaves with <see cref="Flush"/>, or earlier when the batch is full. Any thread may call.</summary>
    public SubmitAnswer TrySubmit(in ShortMessage part, PartKey key)
    {
        if (!_bound || _draining || _connection is not { } connection) return SubmitAnswer.NotBound;
        return IsPaused ? SubmitAnswer.Paused : connection.TrySubmit(part, key);
    }

    /// <summary>Sends the batch in one write.</summary>
    public void Flush() => _connection?.Flush();

    /// <summary>Answers deliveries once they are stored, in one write; tokens of an earlier connection are passed over, because the operator delivers those again.</summary>
    public void Acknowledge(ReadOnlySpan<DeliveryToken> tokens, SmppStatus status = SmppStatus.Ok) => _connection?.Acknowledge(tokens, status);

    /// <summary>Takes no more parts, waits for the answers still out (at most the response timeout), unbinds and ends; a cancelled wait cuts the link.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        _draining = true;
        await _stopping.CancelAsync();
        if (!_started) return;

        Flush();
        if (_bound) UnbindWhenDrained();
        else _connection?.Close(LinkFault.Stopped);
        await using var cut = cancel.Register(() => _connection?.Close(LinkFault.Stopped));
        await _ended.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _watch.DisposeAsync();
        _stopping.Dispose();
    }

    internal void Bound(SmppConnection connection)
    {
        if (_bound) return;

        _connection = connection;
        _bound = true;
        SetStatus(LinkState.Bound, _status.LastFault, _status.Answer);
        LogBound(Name);
        _events.Ready(this);
    }

    /// <summary>Every answer passes here: one that asks for less starts or lengthens a pause, any other ends the series.</summary>
    internal void Slow(SmppStatus status)
    {
        _proven = true;
        if (!status.AsksToSlowDown)
        {
            _slowAnswers = 0;
            return;
        }

        if (IsPaused) return;

        _pause = _options.Throttle.After(++_slowAnswers, Random.Shared.NextDouble());
        Volatile.Write(ref _pausedAt, _clock.GetTimestamp());
        _watch.Change(_pause < Beat ? _pause : Beat, Beat);
        LogSlow(Name, status.Word, _pause);
    }

    internal void UnbindWhenDrained()
    {
        if (_draining && Unanswered == 0 && Interlocked.Exchange(ref _unbinding, 1) == 0) _connection?.Ask(SmppCommand.Unbind);
    }

    private TimeSpan Beat => TimeSpan.FromTicks(Math.Min(_options.ResponseTimeout.Ticks / 4, TimeSpan.TicksPerSecond / 4));

    private bool IsPaused => Volatile.Read(ref _pausedAt) is var at and not 0 && _clock.GetElapsedTime(at) < _pause;

    private void Watch()
    {
        _connection?.Watch(_options.ResponseTimeout, _options.EnquireLink);
        if (Volatile.Read(ref _pausedAt) == 0 || IsPaused) return;

        Volatile.Write(ref _pausedAt, 0);
        if (_bound) _events.Ready(this);
    }

    private void SetStatus(LinkState state, LinkFault fault, SmppStatus answer) => _status = new(state, _clock.GetUtcNow(), fault, answer);

    [LoggerMessage(LogLevel.Information, "Link {Link} is bound")]
    private partial void LogBound(string link);

    [LoggerMessage(LogLevel.Warning, "Link {Link} is down: {Fault} {Status}, {Unanswered} unanswered")]
    private partial void LogDown(string link, LinkFault fault, string status, int unanswered);

    [LoggerMessage(LogLevel.Warning, "Link {Link} was asked to slow down by {Status} and pauses for {Pause}")]
    private partial void LogSlow(string link, string status, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Link {Link} was taken down because its handler failed")]
    private partial void LogHandlerFailed(Exception fault, string link);
}
