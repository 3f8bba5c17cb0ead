using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>A made-up person of a demo database.</summary>
public sealed record DemoPerson(EmailAddress Email, NewPassword Password, PersonalDetails Details, PortalRole Role);

/// <summary>Marks a database as a demo and opens its made-up people's accounts, confirmed and ready. Once: a second run finds them.</summary>
public sealed class SeedDemo(
    IDbContextFactory<PortalDbContext> contexts, UserDirectory users, AccountOpening opening, Passwords passwords, SignIn signIn, WriteQueue writes, TimeProvider clock)
{
    /// <summary>True when the database carries the demo mark: only Development may serve it, since everybody may know its passwords.</summary>
    public async Task<bool> IsMarkedAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<PortalMark>().AnyAsync(cancel);
    }

    /// <summary>True when somebody has an account: such a database is never turned into a demo.</summary>
    public async Task<bool> IsInhabitedAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Users.AnyAsync(cancel);
    }

    /// <summary>The customers among <paramref name="people"/>, whose accounts were opened now.</summary>
    public async Task<IReadOnlyList<Customer>> RunAsync(IReadOnlyList<DemoPerson> people, CancellationToken cancel)
    {
        var accounts = new List<NewAccount>();
        foreach (var person in people)
        {
            var hash = await passwords.HashAsync(person.Password, cancel) ?? throw new InvalidOperationException("Nobody else hashes passwords at start.");
            accounts.Add(await opening.DraftAsync(person.Email, hash, person.Details, person.Role, confirmed: true, cancel));
        }

        var now = clock.GetUtcNow();
        return await writes.RunAsync(
            db =>
            {
                if (!db.Set<PortalMark>().Any()) db.Set<PortalMark>().Add(new PortalMark { DemoSince = now });
                return accounts
                    .Where(account => AccountOpening.Add(db, account) && account.User.Role is PortalRole.Customer)
                    .Select(account => new Customer(account.User.UserId, account.User.AccountId))
                    .ToList();
            },
            cancel: cancel);
    }

    /// <summary>Signs a demo person in without her password; nobody else, and only in a marked database.</summary>
    public async Task<SignInResult> SignInAsync(EmailAddress email, SignInBrowser browser, CancellationToken cancel) =>
        await IsMarkedAsync(cancel) && await users.FindAsync(email) is { State: AccountState.Active } user
            ? await signIn.OpenSessionAsync(user, browser, passwordTyped: false, cancel)
            : new SignInResult(SignInAnswer.Wrong);
}
