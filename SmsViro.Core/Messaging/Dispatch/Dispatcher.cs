using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>
/// The heart of sending: one thread, one cycle per commit. What the links said is recorded and new windows are opened in one transaction; only after it do
/// parts leave, receipts get acknowledged, credit comes back and pages hear of it. While the disk works, the next cycle gathers.
/// </summary>
internal sealed partial class Dispatcher : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DueBeat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan NeighbourBeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(5);

    private readonly WriteQueue _writes;
    private readonly ISendingStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<Dispatcher> _log;
    private readonly Milestones _milestones;
    private readonly Signals _signals;
    private readonly Mailbox _mailbox = new();
    private readonly BatchHeads _heads = new();
    private readonly FlightPool _pool = new();
    private readonly OperatorIdMap _operatorIds = new();
    private readonly Dictionary<long, Flight> _flights = [];
    private readonly CycleWork _work = new();
    private readonly long _worker = Random.Shared.NextInt64(1, long.MaxValue);
    private readonly Conclusions _conclusions;
    private readonly Recovery _recovery;
    private readonly StrayReceipts _strays;
    private readonly Replies _replies;
    private readonly OperatorLinks _links;
    private readonly Sender _sender;
    private readonly Cycle _cycle;
    private readonly PageNews _news;
    private readonly CancellationTokenSource _ending = new();
    private IAsyncDisposable? _signedOn;
    private IDisposable? _bell;
    private Thread? _thread;
    private Task _hearing = Task.CompletedTask;
    private volatile bool _stopping;
    private volatile bool _abandoned;

    public Dispatcher(
        OperatorOptions options, EmbeddedOperator embedded, WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ISendingStore store, Vault vault, Silence silence, StopTexts stops, Signals signals,
        OperatorStatus status, Milestones milestones, TimeProvider clock, ILoggerFactory logs)
    {
        (_writes, _store, _clock, _milestones, _signals, _log) = (writes, store, clock, milestones, signals, logs.CreateLogger<Dispatcher>());
        _conclusions = new Conclusions(_operatorIds, options.ResendAfter);
        _recovery = new Recovery(contexts, writes, store, new BatchHeads(), _conclusions, _operatorIds, clock);
        _strays = new StrayReceipts(contexts, _conclusions);
        _replies = new Replies(contexts, writes, vault, stops, signals, clock, logs.CreateLogger<Replies>());
        _news = new PageNews(signals, clock);
        _sender = new Sender(vault, silence, _mailbox, milestones, Timings, options.Sender);
        _links = new OperatorLinks(options, number => embedded.Endpoint(options, number), _mailbox, status, signals, milestones, clock, logs);
        _cycle = new Cycle(store, _heads, _pool, _worker, options.Receiver, Timings);
    }

    internal DispatchTimings Timings { get; } = new();

    /// <summary>Messages on a link right now.</summary>
    internal int InFlight => _flights.Count;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _signedOn = await _store.SignOnAsync(_worker, cancellationToken);
        await _recovery.RunAsync(_worker, cancellationToken);
        _bell = _signals.Listen(MessagingTopics.Queue, _mailbox.Ring);
        _sender.Start(_links);
        _hearing = Task.WhenAll(_replies.RunAsync(_links.Inbound), WatchNeighboursAsync(_ending.Token));
        _thread = new Thread(Run) { IsBackground = true, Name = "Messaging.Dispatch" };
        _thread.Start();
        _links.Start();
    }

    /// <summary>Claims no more, waits for the answers still out, records them and ends; what is not answered by then is in doubt at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_thread is null || _stopping) return;

        _stopping = true;
        await _ending.CancelAsync();
        _bell?.Dispose();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PatienceAtEnd);
        await _links.StopAsync(patience.Token);
        _mailbox.Ring();
        if (!_thread.Join(PatienceAtEnd)) _abandoned = true;
        _sender.Stop();
        await _hearing;
        if (_signedOn is not null) await _signedOn.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _sender.Dispose();
        _ending.Dispose();
    }

    // A process that dies and does not come back leaves its windows to those that live on.
    private async Task WatchNeighboursAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(NeighbourBeat, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested) return;

            try
            {
                await _recovery.DoubtAsync(_worker, ended);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or System.Data.Common.DbException or OperationCanceledException)
            {
                CannotRecord(failure.GetType().Name, 0);
            }
        }
    }

    private void Run()
    {
        List<PartNews> parts = [];
        List<ReceiptNews> receipts = [];
        var (queueMayHaveMore, lastBeat, lastDue) = (true, Stopwatch.GetTimestamp(), 0L);
        while (!(_stopping && _flights.Count == 0) && !_abandoned)
        {
            var began = Stopwatch.GetTimestamp();
            var canClaim = queueMayHaveMore && !_stopping && _links.All.Any(link => link.MayClaim);
            queueMayHaveMore |= _mailbox.Take(ref parts, ref receipts, canClaim ? TimeSpan.Zero : _news.IsWaiting ? PageNews.Gathering : Beat);
            var taken = Stopwatch.GetTimestamp();
            Timings.Idle += taken - began;

            if (Stopwatch.GetElapsedTime(lastBeat) >= Beat)
            {
                (lastBeat, queueMayHaveMore) = (Stopwatch.GetTimestamp(), true);
                _strays.Look(_work);
            }

            var now = _clock.GetUtcNow().UtcTicks;
            foreach (ref readonly var news in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts)) Take(news, now);
            foreach (ref readonly var news in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(receipts)) _conclusions.Take(news, _work, now);
            Timings.Prepare += Stopwatch.GetTimestamp() - taken;

            var claim = queueMayHaveMore && !_stopping && _links.All.Any(link => link.MayClaim);
            if (!_work.IsEmpty || claim)
            {
                var lookForDue = claim && Stopwatch.GetElapsedTime(lastDue) >= DueBeat;
                if (lookForDue) lastDue = Stopwatch.GetTimestamp();
                if (Commit(now, claim, lookForDue) is not { } result) continue;

                if (claim) queueMayHaveMore = !result.QueueIsEmpty || result.HasMoreDue;
                if (result.HasMoreDue) lastDue = 0;
                After(result);
            }

            Acknowledge();
            _work.Clear();
            _news.Tell();
        }
    }

    private void Take(in PartNews news, long now)
    {
        if (!_flights.TryGetValue(news.Key.Message, out var flight)) return;

        if (Conclusions.IsToOfferAgain(news)) _sender.OfferAgain(flight, news.Key.Part);
        else _conclusions.Take(flight, news, _work, now);
    }

    // Nothing is forgotten while the database cannot save: the same work is tried until it is on disk, and meanwhile nothing new leaves.
    private CycleResult? Commit(long now, bool claim, bool lookForDue)
    {
        while (!_abandoned)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                var result = _writes.RunRawAsync(connection => _cycle.Run(connection, _work, _links.All, now, claim, lookForDue)).GetAwaiter().GetResult();
                Timings.Whole += Stopwatch.GetTimestamp() - began;
                Timings.Cycles++;
                return result;
            }
            catch (Exception failure) when (failure is StorageUnavailableException or System.Data.Common.DbException or InvalidOperationException)
            {
                CannotRecord(failure.GetType().Name, _work.Deliveries.Count);
                Thread.Sleep(DueBeat);
            }
        }

        return null;
    }

    private void After(CycleResult result)
    {
        if (_work.Deliveries.Count > 0) _milestones.Reach(Milestone.SentCommitted);
        foreach (var flight in _work.Concluded)
        {
            _flights.Remove(flight.Id);
            _links.All[flight.Window.Link].Credit += flight.PartsToSend;
            _pool.Return(flight);
        }

        foreach (var link in _links.All) link.Credit -= result.Taken[link.Number];
        if (result.Claimed.Count > 0)
        {
            _milestones.Reach(Milestone.SubmittingCommitted);
            foreach (var flight in result.Claimed)
            {
                _flights.Add(flight.Id, flight);
                _news.Of(flight.Batch);
            }

            _sender.Send(result.Claimed);
        }

        foreach (var batch in _work.Touched) _news.Of(batch);
    }

    private void Acknowledge()
    {
        foreach (var link in _work.Acknowledge.GroupBy(news => news.Link))
            _links.All[link.Key].Session.Acknowledge([.. link.Select(news => news.Receipt.Token)]);
    }

    [LoggerMessage(LogLevel.Error, "The outcomes of {Count} messages cannot be recorded yet ({Kind}); trying again")]
    private partial void CannotRecord(string kind, int count);
}
