using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class EmailChangeTests
{
    [Theory, OnBothDatabases]
    public async Task The_new_address_is_used_only_after_it_is_confirmed_and_the_old_one_is_told(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@old.example");
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(EmailChangeAnswer.LetterSent, await AskAsync(desk, person, "amara@new.example"));
        Assert.Equal("A change of your e-mail address was asked for", (await desk.LastLetterAsync("amara@old.example")).Subject);
        Assert.Equal("amara@new.example", (await ProfileAsync(desk, person)).NewEmail!.Value.Address);
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@old.example")).Answer);
        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("amara@new.example")).Answer);

        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LinkAnswer.Done, await desk.Get<ConfirmEmailChange>().RunAsync(Desk.Token(await desk.LastLetterAsync("amara@new.example")), Desk.Cancel));
        Assert.Equal("Your e-mail address was changed", (await desk.LastLetterAsync("amara@old.example")).Subject);
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@new.example")).Answer);
        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("amara@old.example")).Answer);

        var former = Assert.Single(await desk.Get<ReadFormerDetails>().RunAsync(person.Customer, Desk.Cancel));
        Assert.Equal((DetailKind.Email, "amara@old.example"), (former.Kind, former.Value));
        Assert.Null((await ProfileAsync(desk, person)).NewEmail);
    }

    [Theory, OnBothDatabases]
    public async Task Asks_for_the_password_when_it_was_typed_too_long_ago(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@old.example");

        desk.Store.Clock.Advance(StepUp.Remembered);

        Assert.Equal(EmailChangeAnswer.ConfirmItIsYou, await AskAsync(desk, person, "amara@new.example"));
        Assert.Empty(await desk.LettersAsync("amara@new.example"));
    }

    [Theory, OnBothDatabases]
    public async Task An_address_with_an_account_of_its_own_is_not_taken_and_the_form_does_not_say_so(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("tomas@example.org");
        var amara = await desk.WelcomeAsync("amara@example.org");
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(EmailChangeAnswer.LetterSent, await AskAsync(desk, amara, "TOMAS@example.org"));

        Assert.Equal("This address has an account already", (await desk.LastLetterAsync("TOMAS@example.org")).Subject);
        Assert.Equal("A change of your e-mail address was asked for", (await desk.LastLetterAsync("amara@example.org")).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_is_over_when_the_address_was_registered_meanwhile(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var amara = await desk.WelcomeAsync("amara@example.org");
        await AskAsync(desk, amara, "wanted@example.org");
        var token = Desk.Token(await desk.LastLetterAsync("wanted@example.org"));
        await desk.RegisterAsync("wanted@example.org");

        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmailChange>().RunAsync(token, Desk.Cancel));

        Assert.Equal("amara@example.org", (await ProfileAsync(desk, amara)).Email!.Value.Address);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_change_ends_the_link_of_the_first(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@old.example");
        await AskAsync(desk, person, "first@new.example");
        var first = Desk.Token(await desk.LastLetterAsync("first@new.example"));
        await AskAsync(desk, person, "second@new.example");

        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmailChange>().RunAsync(first, Desk.Cancel));
        Assert.Equal(EmailChangeAnswer.SameAddress, await AskAsync(desk, person, "amara@old.example"));
    }

    private static Task<EmailChangeAnswer> AskAsync(Desk desk, SignedIn person, string email) =>
        desk.Get<RequestEmailChange>().RunAsync(person, Desk.Email(email), Desk.Cancel);

    private static Task<ProfileView> ProfileAsync(Desk desk, SignedIn person) => desk.Get<ReadProfile>().RunAsync(person.Customer, Desk.Cancel);
}
