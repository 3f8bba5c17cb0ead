using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class SessionTests
{
    [Theory, OnBothDatabases]
    public async Task Ends_after_twelve_hours_without_use(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@example.org");

        desk.Store.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(person, await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));

        await NotedAsync(desk, person);
        desk.Store.Clock.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));

        await NotedAsync(desk, person);
        desk.Store.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Null(await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Ends_after_seven_days_however_much_it_is_used(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@example.org");

        for (var hours = 0; hours < 7 * 24; hours += 6)
        {
            Assert.NotNull(await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));
            await NotedAsync(desk, person);
            desk.Store.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Null(await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Is_kept_for_fourteen_days_when_she_asked_for_it(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");
        var kept = (await desk.SignInAsync("amara@example.org", browser: new SignInBrowser("Firefox on Linux", Kept: true))).Person!;

        desk.Store.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await desk.Get<Sessions>().FindAsync(kept.Session, Desk.Cancel));

        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await desk.Get<Sessions>().FindAsync(kept.Session, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_changed_password_ends_every_other_session_and_tells_open_pages(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var here = await desk.WelcomeAsync("amara@example.org");
        var elsewhere = (await desk.SignInAsync("amara@example.org")).Person!;
        var told = 0;
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        using var listening = desk.Get<Signals>().Listen(Sessions.Topic(here.Customer.User), () => Interlocked.Increment(ref told));

        Assert.Equal(ProofAnswer.Done, await desk.Get<ChangePassword>().RunAsync(here, Desk.Password, Desk.Fit("a newer kettle pond"), Desk.Cancel));

        Assert.NotNull(await desk.Get<Sessions>().FindAsync(here.Session, Desk.Cancel));
        Assert.Null(await desk.Get<Sessions>().FindAsync(elsewhere.Session, Desk.Cancel));
        Assert.Equal(1, told);
        Assert.Equal("Your password was changed", (await desk.LastLetterAsync("amara@example.org")).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task A_wrong_old_password_changes_nothing(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@example.org");

        Assert.Equal(ProofAnswer.Wrong, await desk.Get<ChangePassword>().RunAsync(person, "not hers", Desk.Fit("a newer kettle pond"), Desk.Cancel));

        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@example.org")).Answer);
    }

    [Theory, OnBothDatabases]
    public async Task She_ends_her_own_sessions_and_nobody_elses(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var amara = await desk.WelcomeAsync("amara@example.org");
        var tomas = await desk.WelcomeAsync("tomas@example.org");

        await desk.Get<Sessions>().EndAsync(amara.Customer, tomas.Session, Desk.Cancel);
        Assert.NotNull(await desk.Get<Sessions>().FindAsync(tomas.Session, Desk.Cancel));

        await desk.Get<SignOut>().RunAsync(amara, Desk.Cancel);
        Assert.Null(await desk.Get<Sessions>().FindAsync(amara.Session, Desk.Cancel));
        Assert.Single(await desk.Get<Sessions>().ListAsync(tomas.Customer, Desk.Cancel), session => session.Device == "Firefox on Linux");
    }

    [Theory, OnBothDatabases]
    public async Task A_role_taken_away_counts_at_once(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@example.org");

        await desk.Store.Writes.RunAsync(db => db.Users.Single(row => row.Id == person.Customer.User.Value).Role = PortalRole.Support, cancel: Desk.Cancel);

        Assert.NotEqual(person, await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Confirming_it_is_you_lasts_five_minutes_in_its_own_session(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var here = await desk.WelcomeAsync("amara@example.org");
        var elsewhere = (await desk.SignInAsync("amara@example.org")).Person!;
        var stepUp = desk.Get<StepUp>();

        desk.Store.Clock.Advance(StepUp.Remembered);
        Assert.False(await stepUp.IsFreshAsync(here, Desk.Cancel));

        Assert.Equal(ProofAnswer.Wrong, await desk.Get<ConfirmItIsYou>().RunAsync(here, "not hers", Desk.Cancel));
        Assert.False(await stepUp.IsFreshAsync(here, Desk.Cancel));

        Assert.Equal(ProofAnswer.Done, await desk.Get<ConfirmItIsYou>().RunAsync(here, Desk.Password, Desk.Cancel));
        Assert.True(await stepUp.IsFreshAsync(here, Desk.Cancel));
        Assert.False(await stepUp.IsFreshAsync(elsewhere, Desk.Cancel));

        desk.Store.Clock.Advance(StepUp.Remembered);
        Assert.False(await stepUp.IsFreshAsync(here, Desk.Cancel));
    }

    // The use of a session is written down behind the page's back; the test waits for it.
    private static async Task NotedAsync(Desk desk, SignedIn person)
    {
        var now = desk.Store.Clock.GetUtcNow();
        await Patience.UntilAsync(
            async () => now - Assert.Single(await desk.Get<Sessions>().ListAsync(person.Customer, Desk.Cancel)).SeenAt < TimeSpan.FromMinutes(5),
            still: () => "The session's use was not noted.");
    }
}
