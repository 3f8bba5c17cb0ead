using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Mails a link for a new password. An address without an account gets a letter too, so that the form, and the time it takes, say nothing.</summary>
public sealed class RequestPasswordReset(
    UserDirectory users, MailedLinks links, AccountLinks addresses, Post post, WriteQueue writes, TimeProvider clock, LookupIndexes indexes)
{
    private readonly MailQuota _quota = new(clock);

    public async Task RunAsync(EmailAddress email, CancellationToken cancel)
    {
        if (!_quota.Allows(indexes.Of(email))) return;

        if (await users.FindAsync(email) is not { State: AccountState.Active } user)
        {
            await post.SendAsync(AccountLetters.NoAccount(email, addresses.Register()), cancel);
            return;
        }

        var (link, token) = links.Make(user.UserId, LinkPurpose.ResetPassword);
        var mail = await post.SealAsync(AccountLetters.ResetPassword(email, user.UserId, addresses.ResetPassword(token)), cancel);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.Living(user.UserId) is null) return;

                MailedLinks.Add(db, link, now);
                Post.Add(db, mail);
            },
            cancel);
        post.Hurry();
    }
}
