using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>
/// Begins a change of address: the new mailbox gets a link, the old one is told, and nothing changes until the link is used.
/// An address that has an account already gets another letter and the form the same answer.
/// </summary>
public sealed class RequestEmailChange(
    UserDirectory users, StepUp stepUp, MailedLinks links, AccountLinks addresses, Vault vault, Post post, WriteQueue writes, TimeProvider clock, LookupIndexes indexes)
{
    private readonly MailQuota _quota = new(clock);

    public async Task<EmailChangeAnswer> RunAsync(SignedIn person, EmailAddress next, CancellationToken cancel)
    {
        if (!await stepUp.IsFreshAsync(person, cancel)) return EmailChangeAnswer.ConfirmItIsYou;
        if (await users.FindAsync(person.Customer.User) is not { } user || await users.EmailOfAsync(user) is not { } now) return EmailChangeAnswer.NoAccount;
        if (now.Address == next.Address) return EmailChangeAnswer.SameAddress;
        if (!_quota.Allows(indexes.Of(next))) return EmailChangeAnswer.LetterSent;

        if (await users.FindAsync(next) is { } owner && owner.Id != user.Id)
        {
            await post.SendAsync(AccountLetters.AddressTaken(next, owner.UserId, addresses.SignIn()), cancel);
            await post.SendAsync(AccountLetters.EmailChangeAsked(now, user.UserId, addresses.ForgottenPassword()), cancel);
            return EmailChangeAnswer.LetterSent;
        }

        return await BeginAsync(user, now, next, cancel);
    }

    private async Task<EmailChangeAnswer> BeginAsync(PortalUser user, EmailAddress old, EmailAddress next, CancellationToken cancel)
    {
        var box = await vault.OpenAsync(Scope.User(user.UserId), cancel);
        var (link, token) = links.Make(user.UserId, LinkPurpose.ChangeEmail, id => box.Seal(AccountsFields.NewEmail, id, next.Address));
        var toNew = await post.SealAsync(AccountLetters.ConfirmNewEmail(next, user.UserId, addresses.ChangeEmail(token)), cancel);
        var toOld = await post.SealAsync(AccountLetters.EmailChangeAsked(old, user.UserId, addresses.ForgottenPassword()), cancel);
        var at = clock.GetUtcNow();
        var answer = await writes.RunAsync(
            db =>
            {
                if (db.Living(user.UserId) is null) return EmailChangeAnswer.NoAccount;

                MailedLinks.Add(db, link, at);
                Post.Add(db, toNew);
                Post.Add(db, toOld);
                return EmailChangeAnswer.LetterSent;
            },
            cancel: cancel);
        post.Hurry();
        return answer;
    }
}

/// <summary>How asking for a new address ended.</summary>
public enum EmailChangeAnswer
{
    LetterSent,
    SameAddress,

    /// <summary>Her password was not typed within the last five minutes.</summary>
    ConfirmItIsYou,

    /// <summary>The account is being erased; nothing was kept.</summary>
    NoAccount,
}
