using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Jobs;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

/// <summary>Wrong passwords are remembered by time and door, and their owner is told when somebody keeps trying.</summary>
public class WrongPasswordTests
{
    private const string Amara = "amara@example.org";

    private static CancellationToken Cancel => Desk.Cancel;

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task Each_is_noted_with_its_door_and_a_right_one_or_an_address_nobody_has_is_not(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var amara = await desk.WelcomeAsync(Amara);

        await desk.SignInAsync(Amara, "not her password");
        await desk.SignInAsync("nobody@example.org", "not her password");
        await desk.Get<ConfirmItIsYou>().RunAsync(amara, "not hers either", Cancel);
        await desk.Get<ConfirmItIsYou>().RunAsync(amara, Desk.Password, Cancel);

        await using var db = desk.Store.Open();
        var noted = await db.FailedProofs.OrderBy(proof => proof.At).ThenBy(proof => proof.Door).ToListAsync(Cancel);
        Assert.Equal([(amara.Customer.User, ProofDoor.SignIn), (amara.Customer.User, ProofDoor.StepUp)], noted.Select(proof => (proof.UserId, proof.Door)));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.4")]
    public async Task The_fifth_within_a_day_is_told_to_her_by_mail_and_no_later_one_until_nobody_tried_for_a_day(Database database)
    {
        await using var desk = await Desk.OpenAsync(database, services => services.AddJobs(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()));
        await desk.WelcomeAsync(Amara);
        var letters = (await desk.LettersAsync(Amara)).Count;

        Assert.Equal(letters, await AfterTriesAsync(desk, 4));
        Assert.Equal(letters + 1, await AfterTriesAsync(desk, 1));
        var letter = await desk.LastLetterAsync(Amara);
        Assert.Equal("Wrong passwords were typed for your account", letter.Subject);
        Assert.Contains(Desk.Links.ForgottenPassword().ToString(), letter.Body, StringComparison.Ordinal);

        desk.Store.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(letters + 1, await AfterTriesAsync(desk, 5));
        desk.Store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(letters + 2, await AfterTriesAsync(desk, 5));
    }

    [Theory, OnBothDatabases]
    public async Task A_strangers_guesses_at_the_door_do_not_stop_who_is_signed_in_and_five_of_her_own_do(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var amara = await desk.WelcomeAsync(Amara);
        for (var guess = 0; guess <= PasswordProof.MostTries; guess++) await desk.SignInAsync(Amara, "a stranger's guess");
        Assert.Equal(SignInAnswer.Locked, (await desk.SignInAsync(Amara, Desk.Password)).Answer);

        for (var times = 0; times < 2; times++)
        {
            for (var wrong = 1; wrong < PasswordProof.MostTries; wrong++) Assert.Equal(ProofAnswer.Wrong, await ConfirmAsync("not hers"));
            Assert.Equal(ProofAnswer.Done, await ConfirmAsync(Desk.Password));
        }

        Assert.Equal(SignInAnswer.Locked, (await desk.SignInAsync(Amara, Desk.Password)).Answer);
        for (var wrong = 0; wrong < PasswordProof.MostTries; wrong++) Assert.Equal(ProofAnswer.Wrong, await ConfirmAsync("not hers"));
        Assert.Equal(ProofAnswer.Locked, await ConfirmAsync(Desk.Password));
        desk.Store.Clock.Advance(PasswordProof.LockedFor);
        Assert.Equal(ProofAnswer.Done, await ConfirmAsync(Desk.Password));

        Task<ProofAnswer> ConfirmAsync(string password) => desk.Get<ConfirmItIsYou>().RunAsync(amara, password, Cancel);
    }

    private static async Task<int> AfterTriesAsync(Desk desk, int tries)
    {
        for (var wrong = 0; wrong < tries; wrong++) Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync(Amara, "not her password")).Answer);
        while (await desk.Get<JobRunner>().RunNextAsync(Cancel))
        {
        }

        return (await desk.LettersAsync(Amara)).Count;
    }
}
