using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Sets a new password by a mailed link. It confirms the mailbox, unlocks the account and signs every browser out.</summary>
public sealed class ResetPassword(
    IDbContextFactory<PortalDbContext> contexts, UserDirectory users, Passwords passwords, MailedLinks links, AccountLinks addresses, Post post, Sessions sessions, WriteQueue writes, TimeProvider clock)
{
    /// <summary>Whose password a link sets, for judging the new one; null when the link is not open.</summary>
    public async Task<EmailAddress?> FindAsync(string token, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await links.FindAsync(db, token, LinkPurpose.ResetPassword, cancel) is { } link && await users.FindAsync(link.UserId) is { } user
            ? await users.EmailOfAsync(user)
            : null;
    }

    public async Task<ResetAnswer> RunAsync(string token, NewPassword password, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not { } email || await users.FindAsync(email) is not { } owner) return ResetAnswer.NotOpen;
        if (await passwords.HashAsync(password, cancel) is not { } hash) return ResetAnswer.Busy;

        var mail = await post.SealAsync(AccountLetters.PasswordChanged(email, owner.UserId, addresses.ForgottenPassword()), cancel);
        var now = clock.GetUtcNow();
        var answer = await writes.RunAsync(
            db =>
            {
                if (MailedLinks.Redeem(db, token, LinkPurpose.ResetPassword, now) is not { } link || db.Living(link.UserId) is not { } user) return ResetAnswer.NotOpen;

                user.SetPassword(hash, now);
                user.EmailConfirmed = true;
                Sessions.EndAll(db, link.UserId, now);
                Post.Add(db, mail);
                return ResetAnswer.Changed;
            },
            keep: done => done is ResetAnswer.Changed,
            cancel);
        if (answer is ResetAnswer.Changed)
        {
            sessions.Tell(owner.UserId);
            post.Hurry();
        }

        return answer;
    }
}

/// <summary>How setting a password by link ended.</summary>
public enum ResetAnswer
{
    Changed,

    /// <summary>The link was used already, is too old, or never was ours.</summary>
    NotOpen,

    /// <summary>Too many people sign in at this moment; the link stays open.</summary>
    Busy,
}
