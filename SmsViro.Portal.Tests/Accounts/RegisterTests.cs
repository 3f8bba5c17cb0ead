using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class RegisterTests
{
    [Theory, OnBothDatabases]
    [Promise("P9.1")]
    public async Task Opens_an_account_that_its_mailbox_must_confirm(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        Assert.Equal(RegisterAnswer.LetterSent, await desk.RegisterAsync("o'brien@example.org"));
        Assert.Equal(SignInAnswer.NotConfirmed, (await desk.SignInAsync("o'brien@example.org")).Answer);

        Assert.Equal(LinkAnswer.Done, await desk.Get<ConfirmEmail>().RunAsync(Desk.Token(await desk.LastLetterAsync("o'brien@example.org")), Desk.Cancel));
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("O'Brien@EXAMPLE.org")).Answer);

        await using var db = desk.Store.Open();
        var shown = await db.PolicyNotices.SingleAsync(Desk.Cancel);
        Assert.Equal((PrivacyPolicy.Written[^1].Digest, PolicyWay.Opening), (Convert.ToHexStringLower(shown.TextHash), shown.Way));
        Assert.InRange(shown.ShownAt, desk.Store.Clock.Start, desk.Store.Clock.GetUtcNow());

        // To sign up is no consent: nothing that needs one may run for her.
        Assert.False(await db.Set<Core.Privacy.Consent>().AnyAsync(Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_known_address_gets_the_same_answer_and_another_letter_and_keeps_its_password(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");

        Assert.Equal(RegisterAnswer.LetterSent, await desk.RegisterAsync("AMARA@Example.org", "another kettle pond"));

        Assert.Equal("You already have an account", (await desk.LastLetterAsync("AMARA@Example.org")).Subject);
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@example.org")).Answer);
        await using var db = desk.Store.Open();
        Assert.Equal(1, await db.Users.CountAsync(Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task The_letter_can_be_sent_again_a_few_times_an_hour_and_every_address_gets_one(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");
        await desk.RegisterAsync("late@example.org");
        var first = Desk.Token(await desk.LastLetterAsync("late@example.org"));

        foreach (var address in (string[])["late@example.org", "amara@example.org", "nobody@example.org"]) await AgainAsync(address);

        Assert.Equal("You already have an account", (await desk.LastLetterAsync("amara@example.org")).Subject);
        var again = await desk.LastLetterAsync("late@example.org");
        Assert.Equal("Confirm your e-mail address", again.Subject);
        Assert.NotEqual(first, Desk.Token(again));
        Assert.Equal(LinkAnswer.Done, await desk.Get<ConfirmEmail>().RunAsync(Desk.Token(again), Desk.Cancel));

        for (var more = 0; more < 9; more++) await AgainAsync("nobody@example.org");
        Assert.Equal(5, (await desk.LettersAsync("nobody@example.org")).Count);

        Task AgainAsync(string address)
        {
            desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            return desk.Get<Register>().AgainAsync(Desk.Email(address), Desk.Cancel);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Ten_forms_for_one_address_at_once_open_one_account(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.RegisterAsync("race@example.org")));

        Assert.All(answers, answer => Assert.Equal(RegisterAnswer.LetterSent, answer));
        await using var db = desk.Store.Open();
        Assert.Equal(1, await db.Users.CountAsync(Desk.Cancel));
        Assert.Equal(1, await db.Profiles.CountAsync(Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_account_begun_by_a_stranger_is_handed_to_the_owner_of_the_mailbox(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.RegisterAsync("victim@example.org", "the stranger's own words");

        await desk.RegisterAsync("victim@example.org", "the owner's own words");
        var letter = await desk.LastLetterAsync("victim@example.org");
        Assert.Equal("Finish opening your account", letter.Subject);
        Assert.Equal(ResetAnswer.Changed, await desk.Get<ResetPassword>().RunAsync(Desk.Token(letter), Desk.Fit("words only she knows"), Desk.Cancel));

        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("victim@example.org", "the stranger's own words")).Answer);
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("victim@example.org", "words only she knows")).Answer);
    }

    [Theory, OnBothDatabases]
    public async Task A_confirmation_works_once_and_for_two_days(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.RegisterAsync("late@example.org");
        var token = Desk.Token(await desk.LastLetterAsync("late@example.org"));

        desk.Store.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmail>().RunAsync(token, Desk.Cancel));

        await desk.SignInAsync("late@example.org");
        var renewed = Desk.Token(await desk.LastLetterAsync("late@example.org"));
        Assert.Equal(LinkAnswer.Done, await desk.Get<ConfirmEmail>().RunAsync(renewed, Desk.Cancel));
        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmail>().RunAsync(renewed, Desk.Cancel));
        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmail>().RunAsync("", Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Writes_five_letters_an_hour_to_one_address_and_no_more(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        for (var times = 0; times < 8; times++) await desk.Get<RequestPasswordReset>().RunAsync(Desk.Email("nobody@example.org"), Desk.Cancel);
        Assert.Equal(5, (await desk.LettersAsync("nobody@example.org")).Count);

        desk.Store.Clock.Advance(TimeSpan.FromHours(1));
        await desk.Get<RequestPasswordReset>().RunAsync(Desk.Email("nobody@example.org"), Desk.Cancel);
        Assert.Equal(6, (await desk.LettersAsync("nobody@example.org")).Count);
    }

    [Theory, OnBothDatabases]
    public async Task An_account_that_is_being_erased_is_not_there(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("gone@example.org");

        await desk.Store.Writes.RunAsync(db => db.Users.Single(row => row.Id == person.Customer.User.Value).State = AccountState.Erasing, cancel: Desk.Cancel);

        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("gone@example.org")).Answer);
        Assert.Equal(UpdateProfileAnswer.NoAccount, await desk.Get<UpdateProfile>().RunAsync(person.Customer, Desk.Details("Someone Else"), Desk.Cancel));
    }
}
