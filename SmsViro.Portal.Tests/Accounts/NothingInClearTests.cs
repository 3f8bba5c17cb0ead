using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class NothingInClearTests
{
    [Fact]
    public async Task Nothing_she_typed_lies_readable_in_any_file()
    {
        await using var desk = await Desk.OpenAsync(Database.Sqlite);
        var person = await desk.WelcomeAsync("quetzal-user@canary.example", "quetzal kettle pond");
        await desk.Get<UpdateProfile>().RunAsync(person.Customer, Desk.Details("Quetzalname", "Quetzalworks", "+447700900981", "Asia/Samarkand"), Desk.Cancel);
        await desk.Get<RequestEmailChange>().RunAsync(person, Desk.Email("quetzal-next@canary.example"), Desk.Cancel);
        await desk.Get<RequestPasswordReset>().RunAsync(Desk.Email("quetzal-nobody@canary.example"), Desk.Cancel);
        await desk.SignInAsync("quetzal-wrong@canary.example", "quetzal guess");
        var secrets = await UseIdentityAsync(desk, "quetzal-user@canary.example");

        string[] canaries =
        [
            "quetzal-user", "quetzal-next", "quetzal-nobody", "quetzal-wrong", "quetzal kettle", "quetzal guess", "Quetzalname", "Quetzalworks",
            "447700900981", "Samarkand", "Firefox on Linux", .. secrets,
        ];
        Assert.Empty(Canaries.FindIn(desk.Store.Folder, canaries));
    }

    [Theory, OnBothDatabases]
    public async Task Identity_finds_and_changes_a_person_through_the_sealed_store(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");

        var secrets = await UseIdentityAsync(desk, " AMARA@Example.ORG ");

        await using var scope = desk.Store.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = (await users.FindByEmailAsync("amara@example.org"))!;
        Assert.Equal("amara@example.org", await users.GetUserNameAsync(user));
        Assert.Equal("+447700900982", await users.GetPhoneNumberAsync(user));
        Assert.Equal(secrets[0], await users.GetAuthenticatorKeyAsync(user));
        Assert.True((await users.RedeemTwoFactorRecoveryCodeAsync(user, secrets[1])).Succeeded);
        Assert.False((await users.RedeemTwoFactorRecoveryCodeAsync(user, secrets[1])).Succeeded);
    }

    [Theory, OnBothDatabases]
    public async Task A_second_row_for_one_mailbox_is_refused_by_the_database_itself(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");
        var first = await desk.UserAsync("amara@example.org");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => desk.Store.Writes.RunAsync(
            db => db.Users.Add(new PortalUser { Id = Guid.CreateVersion7(), AccountId = Core.Values.AccountId.New(), NormalizedEmail = first.NormalizedEmail, EmailSealed = first.EmailSealed }), cancel: Desk.Cancel));

        Assert.True(failure is DbUpdateException or SqliteException, failure.GetType().Name);
    }

    // What two-factor sign-in will store: a phone number, an authenticator key, recovery codes.
    private static async Task<string[]> UseIdentityAsync(Desk desk, string email)
    {
        await using var scope = desk.Store.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = (await users.FindByEmailAsync(email))!;
        Assert.True((await users.SetPhoneNumberAsync(user, "+447700900982")).Succeeded);
        Assert.True((await users.ResetAuthenticatorKeyAsync(user)).Succeeded);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        return [(await users.GetAuthenticatorKeyAsync(user))!, .. codes!];
    }
}
