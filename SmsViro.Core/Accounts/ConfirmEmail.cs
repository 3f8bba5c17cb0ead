using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>Takes back the link of a confirmation letter.</summary>
public sealed class ConfirmEmail(WriteQueue writes, TimeProvider clock)
{
    public Task<LinkAnswer> RunAsync(string token, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (MailedLinks.Redeem(db, token, LinkPurpose.ConfirmEmail, now) is not { } link || db.Living(link.UserId) is not { } user) return LinkAnswer.NotOpen;

                user.EmailConfirmed = true;
                return LinkAnswer.Done;
            },
            cancel: cancel);
    }
}

/// <summary>What became of a mailed link.</summary>
public enum LinkAnswer
{
    Done,

    /// <summary>It was used already, is too old, or never was ours; the three look alike.</summary>
    NotOpen,
}
