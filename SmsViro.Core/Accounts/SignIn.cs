using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Signs a person in by address and password. An address nobody has is refused in the same words after the same work.</summary>
public sealed class SignIn(
    UserDirectory users, PasswordProof proof, Sessions sessions, MailedLinks links, AccountLinks addresses, Post post, WriteQueue writes, TimeProvider clock, LookupIndexes indexes)
{
    private readonly MailQuota _quota = new(clock);

    public async Task<SignInResult> RunAsync(EmailAddress email, string password, SignInBrowser browser, CancellationToken cancel)
    {
        var user = await users.FindAsync(email);
        var given = user is { State: AccountState.Active, PasswordHash: not null }
            ? await proof.RunAsync(user, password, ProofDoor.SignIn, cancel)
            : await proof.RunForNobodyAsync(indexes.Of(email), password, cancel);

        return given switch
        {
            Proof.Wrong => new SignInResult(SignInAnswer.Wrong),
            Proof.Locked => new SignInResult(SignInAnswer.Locked),
            Proof.Busy => new SignInResult(SignInAnswer.Busy),
            Proof.Given when !user!.EmailConfirmed => await AskToConfirmAsync(user, email, cancel),
            Proof.Given => await OpenSessionAsync(user, browser, passwordTyped: true, cancel),
        };
    }

    /// <summary>Opens a session for a person who proved herself in another way; no password was typed, so the first thing that needs one asks for it.</summary>
    internal async Task<SignInResult> OpenSessionAsync(PortalUser user, SignInBrowser browser, bool passwordTyped, CancellationToken cancel)
    {
        var session = await sessions.MakeAsync(user.UserId, browser.Name, browser.Kept, passwordTyped, cancel);
        var opened = await writes.RunAsync(
            db =>
            {
                if (db.Living(user.UserId) is not { } row) return null;

                PasswordProof.Forgive(row);
                db.Sessions.Add(session);
                return new SignedIn(new Customer(row.UserId, row.AccountId), row.Role, session.Id);
            },
            cancel: cancel);
        return opened is null ? new SignInResult(SignInAnswer.Wrong) : new SignInResult(SignInAnswer.SignedIn, opened);
    }

    private async Task<SignInResult> AskToConfirmAsync(PortalUser user, EmailAddress email, CancellationToken cancel)
    {
        if (_quota.Allows(indexes.Of(email)))
        {
            var (link, token) = links.Make(user.UserId, LinkPurpose.ConfirmEmail);
            var mail = await post.SealAsync(AccountLetters.ConfirmEmail(email, user.UserId, addresses.ConfirmEmail(token)), cancel);
            var now = clock.GetUtcNow();
            await writes.RunAsync(
                db =>
                {
                    if (db.Living(user.UserId) is not { } row) return;

                    PasswordProof.Forgive(row);
                    MailedLinks.Add(db, link, now);
                    Post.Add(db, mail);
                },
                cancel);
            post.Hurry();
        }

        return new SignInResult(SignInAnswer.NotConfirmed);
    }
}

/// <summary>The browser a session is opened in.</summary>
/// <param name="Name">"Firefox on Linux", as far as it tells.</param>
/// <param name="Kept">Whether she asked to be kept signed in for 14 days.</param>
public sealed record SignInBrowser(string Name, bool Kept);

/// <summary>How a sign-in ended; <see cref="Person"/> is there when it succeeded.</summary>
public sealed record SignInResult(SignInAnswer Answer, SignedIn? Person = null);

/// <summary>What the sign-in form is told.</summary>
public enum SignInAnswer
{
    SignedIn,

    /// <summary>No account has this address and password; which of the two is wrong is not said.</summary>
    Wrong,

    /// <summary>Five wrong tries: for ten minutes nothing is judged, whether the address has an account or not.</summary>
    Locked,

    /// <summary>The password is right but the mailbox has not confirmed; a new letter is on its way.</summary>
    NotConfirmed,

    /// <summary>Too many people sign in at this moment.</summary>
    Busy,
}
