using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Jobs;

/// <summary>Work that outlives its worker: claimed once, taken over when its worker dies, tried again after a failure, called off by a person.</summary>
public class JobRunnerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Runs_what_is_due_once_and_says_that_it_is_done(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Recorded>(about, Cancel);
        await store.Get<JobQueue>().AddAsync<Recorded>(about, Cancel);

        await RunAllAsync(store);

        Assert.Equal([about], store.Get<Recorded>().Done);
        var job = await store.Get<JobQueue>().FindAsync<Recorded>(about, Cancel);
        Assert.Equal((JobState.Done, 1, 1.0), (job!.State, job.Attempts, job.Progress));
        Assert.Null(job.Lease);
    }

    [Fact]
    public async Task A_kind_that_is_registered_twice_stops_the_start_in_one_sentence_that_names_it()
    {
        await using var once = await StoreAsync(Database.Sqlite);
        Assert.Null(once.Get<JobKinds>().Problem);

        await using var twice = await TestStore.CreateAsync(Database.Sqlite, (services, configuration) => services.AddJobs(configuration).AddJob<Recorded>().AddJob<Recorded>());
        Assert.Equal(
            $"The job '{Recorded.Kind}' is registered twice, for Recorded and Recorded: take one AddJob line out, or give one of them a kind of its own.", twice.Get<JobKinds>().Problem);
    }

    [Theory, OnBothDatabases]
    public async Task Exists_exactly_when_the_act_that_added_it_does(Database database)
    {
        await using var store = await StoreAsync(database);
        var now = store.Clock.GetUtcNow();

        await store.Writes.RunAsync(
            db =>
            {
                JobQueue.Add<Recorded>(db, Guid.CreateVersion7(), now);
                return false;
            },
            keep: kept => kept,
            Cancel);

        Assert.False(await store.Get<JobRunner>().RunNextAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_job_whose_worker_died_is_taken_over_after_its_lease_and_not_before(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Recorded>(about, Cancel);
        var dead = await store.Get<JobClaims>().TakeAsync(Cancel);
        Assert.NotNull(dead);

        Assert.False(await store.Get<JobRunner>().RunNextAsync(Cancel));
        store.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(await store.Get<JobRunner>().RunNextAsync(Cancel));

        Assert.Equal([about], store.Get<Recorded>().Done);
        Assert.Equal(2, (await store.Get<JobQueue>().FindAsync<Recorded>(about, Cancel))!.Attempts);
    }

    [Theory, OnBothDatabases]
    public async Task A_worker_that_comes_back_too_late_changes_nothing_any_more(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Recorded>(about, Cancel);
        var late = (await store.Get<JobClaims>().TakeAsync(Cancel))!;
        store.Clock.Advance(TimeSpan.FromSeconds(61));
        await RunAllAsync(store);

        Assert.Equal(SignOfLife.Lost, await store.Get<JobClaims>().RenewAsync(late, (0.5, "late"), Cancel));
        await store.Get<JobClaims>().EndAsync(late, JobState.Failed, "Late", Cancel);

        var job = await store.Get<JobQueue>().FindAsync<Recorded>(about, Cancel);
        Assert.Equal((JobState.Done, "Done"), (job!.State, job.Words));
    }

    [Theory, OnBothDatabases]
    public async Task Two_workers_never_hold_the_same_job(Database database)
    {
        await using var store = await StoreAsync(database);
        for (var number = 0; number < 12; number++) await store.Get<JobQueue>().AddAsync<Recorded>(Guid.CreateVersion7(), Cancel);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunAllAsync(store), Cancel)));

        var done = store.Get<Recorded>().Done;
        Assert.Equal(12, done.Count);
        Assert.Equal(12, done.Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_failure_is_tried_again_later_and_later_and_given_up_at_last(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Broken>(about, Cancel);

        await RunAllAsync(store);
        var first = (await store.Get<JobQueue>().FindAsync<Broken>(about, Cancel))!;
        Assert.Equal((JobState.Waiting, 1, nameof(InvalidDataException)), (first.State, first.Attempts, first.Failure));
        Assert.Equal(store.Clock.GetUtcNow() + TimeSpan.FromSeconds(5), first.DueAt);
        Assert.DoesNotContain("Ada", first.Words + first.Failure, StringComparison.Ordinal);

        for (var again = 0; again < 10; again++)
        {
            store.Clock.Advance(TimeSpan.FromHours(1));
            await RunAllAsync(store);
        }

        var last = (await store.Get<JobQueue>().FindAsync<Broken>(about, Cancel))!;
        Assert.Equal((JobState.Failed, 6), (last.State, last.Attempts));
        Assert.Equal([(about, JobState.Failed)], store.Get<Broken>().Abandoned);
    }

    [Theory, OnBothDatabases]
    public async Task A_running_job_that_is_called_off_stops_at_its_next_report(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Endless>(about, Cancel);
        var running = Task.Run(() => store.Get<JobRunner>().RunNextAsync(Cancel), Cancel);
        await store.Get<Endless>().Began.Task.WaitAsync(Patience.Longest, Cancel);

        Assert.True(await store.Get<JobQueue>().CancelAsync<Endless>(about, Cancel));
        await Patience.FinishAsync(running, () => store.Clock.Advance(TimeSpan.FromSeconds(1)));

        var job = (await store.Get<JobQueue>().FindAsync<Endless>(about, Cancel))!;
        Assert.Equal(JobState.Cancelled, job.State);
        Assert.Equal([JobState.Cancelled], store.Get<Endless>().Abandoned);
        Assert.False(await store.Get<JobQueue>().CancelAsync<Endless>(about, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_process_that_stops_hands_its_job_back_uncounted(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        await store.Get<JobQueue>().AddAsync<Endless>(about, Cancel);
        using var stopping = new CancellationTokenSource();
        var running = Task.Run(() => store.Get<JobRunner>().RunNextAsync(stopping.Token), Cancel);
        await store.Get<Endless>().Began.Task.WaitAsync(Patience.Longest, Cancel);

        await stopping.CancelAsync();
        await running;

        var job = (await store.Get<JobQueue>().FindAsync<Endless>(about, Cancel))!;
        Assert.Equal((JobState.Waiting, 0), (job.State, job.Attempts));
    }

    [Theory, OnBothDatabases]
    public async Task Progress_reaches_the_row_and_whoever_listens(Database database)
    {
        await using var store = await StoreAsync(database);
        var about = Guid.CreateVersion7();
        var heard = 0;
        using var listening = store.Get<Signals>().Listen(JobQueue.Topic(about), () => Interlocked.Increment(ref heard));
        await store.Get<JobQueue>().AddAsync<Telling>(about, Cancel);

        await RunAllAsync(store);

        Assert.Equal("Half of it is done", store.Get<Telling>().SeenMidway);
        Assert.True(heard >= 2, $"heard {heard} times");
    }

    [Theory, OnBothDatabases]
    public async Task A_sweep_adds_itself_once_a_period_even_when_two_processes_look(Database database)
    {
        await using var store = await StoreAsync(database);
        var schedules = store.Get<DueSchedules>();

        await Task.WhenAll(schedules.AddAsync(Cancel), schedules.AddAsync(Cancel));
        await RunAllAsync(store);
        store.Clock.Advance(TimeSpan.FromMinutes(30));
        await schedules.AddAsync(Cancel);
        await RunAllAsync(store);
        Assert.Single(store.Get<Recorded>().Done);

        store.Clock.Advance(TimeSpan.FromMinutes(30));
        await schedules.AddAsync(Cancel);
        await RunAllAsync(store);
        Assert.Equal(2, store.Get<Recorded>().Done.Count);
    }

    [Theory]
    [InlineData("2026-11-24T01:59:59Z", "2026-11-23T02:00:00Z")]
    [InlineData("2026-11-24T02:00:00Z", "2026-11-24T02:00:00Z")]
    public void A_nightly_sweep_falls_at_two(string now, string due) =>
        Assert.Equal(
            DateTimeOffset.Parse(due, null),
            new Rhythm("sweep", TimeSpan.FromDays(1), TimeSpan.FromHours(2)).LastDue(DateTimeOffset.Parse(now, null)));

    private static Task<TestStore> StoreAsync(Database database) => TestStore.CreateAsync(
        database,
        (services, configuration) => services.AddJobs(configuration)
            .AddJob<Recorded>().AddHourly<Recorded>().AddJob<Broken>().AddJob<Endless>().AddJob<Telling>());

    private static async Task RunAllAsync(TestStore store)
    {
        while (await store.Get<JobRunner>().RunNextAsync(Cancel))
        {
        }
    }

    private sealed class Recorded : IJobHandler
    {
        private readonly Lock _gate = new();

        public static string Kind => "recorded";

        public List<Guid> Done { get; } = [];

        public async Task RunAsync(JobRun run, CancellationToken cancel)
        {
            await Task.Yield();
            lock (_gate) Done.Add(run.About);
        }
    }

    private sealed class Broken : IJobHandler
    {
        public static string Kind => "broken";

        public List<(Guid, JobState)> Abandoned { get; } = [];

        public Task RunAsync(JobRun run, CancellationToken cancel) => throw new InvalidDataException("Ada Lovelace could not be read");

        public Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel)
        {
            Abandoned.Add((about, state));
            return Task.CompletedTask;
        }
    }

    private sealed class Endless(TimeProvider clock) : IJobHandler
    {
        public static string Kind => "endless";

        public TaskCompletionSource Began { get; } = new();

        public List<JobState> Abandoned { get; } = [];

        public async Task RunAsync(JobRun run, CancellationToken cancel)
        {
            Began.TrySetResult();
            while (true)
            {
                await run.ReportAsync(0.1, "Going on");
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancel);
            }
        }

        public Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel)
        {
            Abandoned.Add(state);
            return Task.CompletedTask;
        }
    }

    private sealed class Telling(IDbContextFactory<PortalDbContext> contexts) : IJobHandler
    {
        public static string Kind => "telling";

        public string? SeenMidway { get; private set; }

        public async Task RunAsync(JobRun run, CancellationToken cancel)
        {
            await run.ReportAsync(0.5, "Half of it is done");
            await using var db = await contexts.CreateDbContextAsync(cancel);
            SeenMidway = (await db.Jobs.AsNoTracking().SingleAsync(job => job.About == run.About, cancel)).Words;
        }
    }
}
