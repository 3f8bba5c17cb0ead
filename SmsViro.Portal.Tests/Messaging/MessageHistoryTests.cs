using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class MessageHistoryTests
{
    private const string Number = "+447700900900";
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Turns_pages_both_ways_newest_first_without_losing_a_line(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var sent = new List<MessageId>();
        for (var one = 0; one < 7; one++) sent.Insert(0, await desk.SentAsync(Number));

        var first = await ReadAsync(desk);
        var second = await ReadAsync(desk, first.Older);
        var third = await ReadAsync(desk, second.Older);
        var back = await ReadAsync(desk, third.Newer);

        Assert.Equal([sent[..3], sent[3..6], sent[6..], sent[3..6]], new[] { first, second, third, back }.Select(page => page.Items.Select(line => line.Id).ToList()));
        Assert.Equal((null, null), (first.Newer, third.Older));
        Assert.Equal(sent[..3], (await ReadAsync(desk, back.Newer)).Items.Select(line => line.Id));
        Assert.Equal(sent[..3], (await ReadAsync(desk, "no key of ours")).Items.Select(line => line.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Shows_one_state(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (lost, arrived) = (await desk.SentAsync("+447700900901"), await desk.SentAsync(Number));
        await desk.UntilAsync(lost, DeliveryState.Undelivered);
        await desk.UntilAsync(arrived, DeliveryState.Delivered);
        await desk.Store.Host.StopAsync(Cancel);
        var waiting = await desk.SentAsync(Number);

        Assert.Equal([lost], await InAsync(desk, DeliveryState.Undelivered));
        Assert.Equal([arrived], await InAsync(desk, DeliveryState.Delivered));
        Assert.Equal([waiting], await InAsync(desk, DeliveryState.Queued));
        Assert.Empty(await InAsync(desk, DeliveryState.Submitting));
        Assert.Equal(new MonthCounts(3, 2, 1, 1), await desk.Store.Get<SentThisMonth>().RunAsync(desk.Me, London, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_day_is_the_readers_own(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        desk.Store.Clock.SetUtcNow(new DateTimeOffset(2027, 6, 1, 22, 59, 59, TimeSpan.Zero));
        var evening = await desk.SentAsync(Number);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        var night = await desk.SentAsync(Number);

        Assert.Equal([evening], await OnAsync(desk, new DateOnly(2027, 6, 1), London));
        Assert.Equal([night], await OnAsync(desk, new DateOnly(2027, 6, 2), London));
        Assert.Equal([night, evening], await OnAsync(desk, new DateOnly(2027, 6, 1), TimeZoneInfo.Utc));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_sees_anothers_messages(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        await desk.SentAsync(Number);
        var other = await desk.Store.AddCustomerAsync();

        var page = await desk.Store.Get<MessageHistory>().RunAsync(other, new HistoryFilter(null, null, London), null, 10, Cancel);

        Assert.Empty(page.Items);
        Assert.Equal((null, null), (page.Newer, page.Older));
    }

    private static Task<TextPage<MessageLine>> ReadAsync(Desk desk, string? key = null) =>
        desk.Store.Get<MessageHistory>().RunAsync(desk.Me, new HistoryFilter(null, null, London), key, 3, Cancel);

    private static async Task<IEnumerable<MessageId>> InAsync(Desk desk, DeliveryState state) =>
        (await desk.Store.Get<MessageHistory>().RunAsync(desk.Me, new HistoryFilter(state, null, London), null, 10, Cancel)).Items.Select(line => line.Id);

    private static async Task<IEnumerable<MessageId>> OnAsync(Desk desk, DateOnly day, TimeZoneInfo zone) =>
        (await desk.Store.Get<MessageHistory>().RunAsync(desk.Me, new HistoryFilter(null, day, zone), null, 10, Cancel)).Items.Select(line => line.Id);
}
