using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>
/// Opens an account that its mailbox must confirm. An address that has one already gets the same answer and another letter, so the form tells
/// nobody who our customers are; an account never confirmed is handed to whoever owns the mailbox, not to whoever typed a password first.
/// </summary>
public sealed class Register(
    UserDirectory users, AccountOpening opening, Passwords passwords, MailedLinks links, AccountLinks addresses, Post post, WriteQueue writes, TimeProvider clock, LookupIndexes indexes)
{
    private readonly MailQuota _quota = new(clock);

    public async Task<RegisterAnswer> RunAsync(EmailAddress email, NewPassword password, PersonalDetails details, CancellationToken cancel)
    {
        if (await passwords.HashAsync(password, cancel) is not { } hash) return RegisterAnswer.Busy;
        if (!_quota.Allows(indexes.Of(email))) return RegisterAnswer.LetterSent;

        if (await users.FindAsync(email) is not { } known)
        {
            try
            {
                if (await OpenAsync(email, hash, details, cancel)) return RegisterAnswer.LetterSent;
            }
            catch (DbUpdateException)
            {
                // Two people typed one address in the same instant; the UNIQUE index let one through.
            }

            known = await users.FindAsync(email);
        }

        if (known is not null) await TellOwnerAsync(known, email, cancel);
        return RegisterAnswer.LetterSent;
    }

    /// <summary>Sends the letter once more; the same nothing is said for every address, and it counts among the few letters an hour that a form may cause.</summary>
    public async Task AgainAsync(EmailAddress email, CancellationToken cancel)
    {
        if (!_quota.Allows(indexes.Of(email))) return;

        if (await users.FindAsync(email) is not { State: AccountState.Active } known)
        {
            await post.SendAsync(AccountLetters.NoAccount(email, addresses.Register()), cancel);
            return;
        }

        if (known.EmailConfirmed)
        {
            await TellOwnerAsync(known, email, cancel);
            return;
        }

        await SendAsync(known.UserId, await ConfirmationAsync(known.UserId, email, cancel), cancel);
    }

    private async Task<bool> OpenAsync(EmailAddress email, string hash, PersonalDetails details, CancellationToken cancel)
    {
        var account = await opening.DraftAsync(email, hash, details, PortalRole.Customer, confirmed: false, cancel);
        var (link, mail) = await ConfirmationAsync(account.User.UserId, email, cancel);
        var opened = await writes.RunAsync(
            db =>
            {
                if (!AccountOpening.Add(db, account)) return false;

                db.MailedLinks.Add(link);
                Post.Add(db, mail);
                return true;
            },
            keep: added => added,
            cancel);
        post.Hurry();
        return opened;
    }

    private async Task TellOwnerAsync(PortalUser known, EmailAddress email, CancellationToken cancel)
    {
        if (known.State is not AccountState.Active) return;

        if (known.EmailConfirmed)
        {
            await post.SendAsync(AccountLetters.AccountExists(email, known.UserId, addresses.SignIn(), addresses.ForgottenPassword()), cancel);
            return;
        }

        var (link, token) = links.Make(known.UserId, LinkPurpose.ResetPassword);
        await SendAsync(known.UserId, (link, await post.SealAsync(AccountLetters.FinishOpening(email, known.UserId, addresses.ResetPassword(token)), cancel)), cancel);
    }

    private async Task<(MailedLink Link, OutgoingMail Mail)> ConfirmationAsync(UserId user, EmailAddress email, CancellationToken cancel)
    {
        var (link, token) = links.Make(user, LinkPurpose.ConfirmEmail);
        return (link, await post.SealAsync(AccountLetters.ConfirmEmail(email, user, addresses.ConfirmEmail(token)), cancel));
    }

    private async Task SendAsync(UserId user, (MailedLink Link, OutgoingMail Mail) letter, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.Living(user) is null) return;

                MailedLinks.Add(db, letter.Link, now);
                Post.Add(db, letter.Mail);
            },
            cancel);
        post.Hurry();
    }
}

/// <summary>What the form is told; never whether the address was known.</summary>
public enum RegisterAnswer
{
    LetterSent,

    /// <summary>Too many people sign in or register at this moment; nothing was kept.</summary>
    Busy,
}
