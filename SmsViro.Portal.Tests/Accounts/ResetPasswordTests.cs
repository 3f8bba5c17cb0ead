using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class ResetPasswordTests
{
    [Theory, OnBothDatabases]
    public async Task A_link_sets_one_password_ends_every_session_and_unlocks(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var person = await desk.WelcomeAsync("amara@example.org");
        for (var times = 0; times < PasswordProof.MostTries; times++) await desk.SignInAsync("amara@example.org", "not hers");
        var token = await AskAsync(desk, "amara@example.org");

        Assert.Equal("amara@example.org", (await desk.Get<ResetPassword>().FindAsync(token, Desk.Cancel))!.Value.Address);
        Assert.Equal(ResetAnswer.Changed, await desk.Get<ResetPassword>().RunAsync(token, Desk.Fit("a newer kettle pond"), Desk.Cancel));
        Assert.Equal(ResetAnswer.NotOpen, await desk.Get<ResetPassword>().RunAsync(token, Desk.Fit("yet another pond"), Desk.Cancel));

        Assert.Null(await desk.Get<Sessions>().FindAsync(person.Session, Desk.Cancel));
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@example.org", "a newer kettle pond")).Answer);
        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("amara@example.org")).Answer);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_is_over_after_an_hour_or_when_a_newer_one_was_mailed(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");
        var first = await AskAsync(desk, "amara@example.org");
        var second = await AskAsync(desk, "amara@example.org");

        Assert.NotEqual(first, second);
        Assert.Equal(ResetAnswer.NotOpen, await desk.Get<ResetPassword>().RunAsync(first, Desk.Fit("a newer kettle pond"), Desk.Cancel));

        desk.Store.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ResetAnswer.NotOpen, await desk.Get<ResetPassword>().RunAsync(second, Desk.Fit("a newer kettle pond"), Desk.Cancel));
        Assert.Null(await desk.Get<ResetPassword>().FindAsync(second, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Twenty_uses_of_one_link_at_once_set_one_password(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");
        var token = await AskAsync(desk, "amara@example.org");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(one => desk.Get<ResetPassword>().RunAsync(token, Desk.Fit($"kettle number {one} pond"), Desk.Cancel)));

        Assert.Equal(1, answers.Count(answer => answer is ResetAnswer.Changed));
    }

    [Theory, OnBothDatabases]
    public async Task An_address_without_an_account_gets_a_letter_that_says_so(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        await desk.Get<RequestPasswordReset>().RunAsync(Desk.Email("nobody@example.org"), Desk.Cancel);

        Assert.Equal("There is no account with this address", (await desk.LastLetterAsync("nobody@example.org")).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task A_link_of_one_purpose_serves_no_other(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.RegisterAsync("amara@example.org");
        var confirmation = Desk.Token(await desk.LastLetterAsync("amara@example.org"));

        Assert.Equal(ResetAnswer.NotOpen, await desk.Get<ResetPassword>().RunAsync(confirmation, Desk.Fit("a newer kettle pond"), Desk.Cancel));
        Assert.Equal(LinkAnswer.NotOpen, await desk.Get<ConfirmEmailChange>().RunAsync(confirmation, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task An_administrator_begins_with_a_link_and_no_password(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);

        var link = await desk.Get<CreateAdmin>().RunAsync(Desk.Email("admin@example.org"), Desk.Details("Priya Nair"), Desk.Cancel);
        Assert.Null(await desk.Get<CreateAdmin>().RunAsync(Desk.Email("ADMIN@example.org"), Desk.Details("Priya Nair"), Desk.Cancel));
        Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync("admin@example.org", "")).Answer);

        Assert.Equal(ResetAnswer.Changed, await desk.Get<ResetPassword>().RunAsync(link!.Query["?token=".Length..], Desk.Fit("a newer kettle pond"), Desk.Cancel));
        Assert.Equal(Core.Storage.PortalRole.Admin, (await desk.SignInAsync("admin@example.org", "a newer kettle pond")).Person!.Role);
    }

    private static async Task<string> AskAsync(Desk desk, string email)
    {
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.Get<RequestPasswordReset>().RunAsync(Desk.Email(email), Desk.Cancel);
        return Desk.Token(await desk.LastLetterAsync(email));
    }
}
