using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Takes back the link of a change of address: from here on the new one signs in, the old one is told and kept among her former details.</summary>
public sealed class ConfirmEmailChange(
    IDbContextFactory<PortalDbContext> contexts, UserDirectory users, MailedLinks links, Vault vault, LookupIndexes indexes, Post post, WriteQueue writes, TimeProvider clock)
{
    public async Task<LinkAnswer> RunAsync(string token, CancellationToken cancel)
    {
        if (await FindAsync(token, cancel) is not var (user, old, next)) return LinkAnswer.NotOpen;

        var box = await vault.OpenAsync(Scope.User(user), cancel);
        var toOld = await post.SealAsync(AccountLetters.EmailChanged(old, user), cancel);
        var now = clock.GetUtcNow();
        try
        {
            var answer = await writes.RunAsync(
                db =>
                {
                    var index = indexes.Of(next);
                    if (MailedLinks.Redeem(db, token, LinkPurpose.ChangeEmail, now) is null || db.Living(user) is not { } row) return LinkAnswer.NotOpen;
                    var digests = indexes.EachOf(next);
                    if (db.Users.Any(other => digests.Contains(other.NormalizedEmail!) && other.Id != row.Id)) return LinkAnswer.NotOpen;

                    new FormerDetails(db, box, user, now).Keep(DetailKind.Email, old.Address);
                    row.EmailSealed = box.Seal(StorageFields.Email, row.Id, next.Address);
                    row.NormalizedEmail = row.NormalizedUserName = index;
                    row.EmailConfirmed = true;
                    row.CredentialsChangedAt = now;
                    foreach (var reset in db.MailedLinks.Where(link => link.UserId == user && link.Purpose == LinkPurpose.ResetPassword && link.UsedAt == null))
                        reset.UsedAt = now;
                    Post.Add(db, toOld);
                    return LinkAnswer.Done;
                },
                keep: done => done is LinkAnswer.Done,
                cancel);
            post.Hurry();
            return answer;
        }
        catch (DbUpdateException)
        {
            // The address was registered in the same instant; the UNIQUE index let that one through.
            return LinkAnswer.NotOpen;
        }
    }

    private async Task<(UserId User, EmailAddress Old, EmailAddress Next)?> FindAsync(string token, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await links.FindAsync(db, token, LinkPurpose.ChangeEmail, cancel) is not { NewEmail: { } closed } link) return null;
        if (await users.FindAsync(link.UserId) is not { } user || await users.EmailOfAsync(user) is not { } old) return null;

        var box = await vault.FindAsync(Scope.User(link.UserId), cancel);
        return EmailAddress.TryParse(box.Open(AccountsFields.NewEmail, link.Id, closed).Text, out var next) ? (link.UserId, old, next) : null;
    }
}
