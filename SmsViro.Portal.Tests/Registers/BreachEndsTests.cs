using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>Two people at one breach, and one that was none.</summary>
public class BreachEndsTests
{
    private const string Words = "A laptop was left on a train and handed in unopened";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Nobody_writes_over_what_a_colleague_saved_since_she_opened_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (priya, owen) = (await store.AddStaffAsync(), await store.AddStaffAsync());
        var (id, update, board, now) = (await LogAsync(store, priya), store.Get<UpdateBreach>(), store.Get<BreachBoard>(), store.Clock.GetUtcNow());
        var read = (await board.ReadAsync(owen.User, id, Cancel))!.Breach.Facts;

        Assert.Empty(await update.RunAsync(priya.User, id, read, Known() with { FirstNoticeAt = now, Effects = "None" }, Cancel));
        await store.Get<AffectedAccounts>().CountAsync(priya.User, id, Cancel);
        Assert.Equal([new(BreachPart.Whole, BreachRefusal.Changed)], await update.RunAsync(owen.User, id, read, Known() with { Measures = "None" }, Cancel));

        var later = (await board.ReadAsync(owen.User, id, Cancel))!;
        Assert.Equal((now, "None", null), (later.Breach.FirstNoticeAt, later.Effects, later.Measures));
        Assert.Single(await store.Get<AuditTrail>().LatestAsync(9, Cancel), entry => entry.Deed is AuditDeed.ChangedBreach);

        // A count changes nothing that somebody wrote.
        await store.Get<AffectedAccounts>().CountAsync(priya.User, id, Cancel);
        Assert.Empty(await update.RunAsync(owen.User, id, later.Breach.Facts, Known() with { FirstNoticeAt = now, Effects = "None", Measures = "None" }, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_false_alarm_is_closed_with_its_reason_alone_and_no_clock_of_it_is_ever_late(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var staff = await store.AddStaffAsync();
        var (id, board) = (await LogAsync(store, staff), store.Get<BreachBoard>());

        Assert.Equal([new(BreachPart.Conclusion, BreachRefusal.NoConclusion)], await store.UpdateBreachAsync(staff.User, id, Known() with { Close = BreachClose.WasNone, Conclusion = "Nothing" }, Cancel));
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, Known() with { Close = BreachClose.WasNone, Conclusion = Words }, Cancel));

        store.Clock.Advance(TimeSpan.FromDays(9));
        var closed = (await board.ReadAsync(staff.User, id, Cancel))!;
        Assert.True(closed.Breach.WasNone);
        Assert.Equal(Words, closed.Conclusion);
        Assert.Empty(closed.Clocks);
        Assert.Equal([new(BreachPart.Whole, BreachRefusal.NotOpen)], await store.UpdateBreachAsync(staff.User, id, Known(), Cancel));
    }

    private static BreachChange Known() => new() { Facts = Words, Categories = [Category.SignIn.Id] };

    private static async Task<Guid> LogAsync(TestStore store, Customer staff) =>
        (await store.Get<LogBreach>().RunAsync(staff.User, "A lost laptop", Words, store.Clock.GetUtcNow(), [Category.SignIn.Id], Cancel)).Breach!.Value;
}
