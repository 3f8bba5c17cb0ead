using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Makes one-use links and takes them back. A newer link of one purpose ends the older ones.</summary>
public sealed class MailedLinks(TimeProvider clock)
{
    /// <summary>A link's row and the token that goes into the letter and nowhere else.</summary>
    public (MailedLink Link, string Token) Make(UserId user, LinkPurpose purpose, Func<Guid, Sealed>? sealNewEmail = null)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        return (
            new MailedLink
            {
                Id = id,
                UserId = user,
                Purpose = purpose,
                TokenDigest = DigestOf(token),
                NewEmail = sealNewEmail?.Invoke(id),
                CreatedAt = now,
                ExpiresAt = now + LifeOf(purpose),
            },
            token);
    }

    /// <summary>Takes part in the caller's act.</summary>
    public static void Add(PortalDbContext db, MailedLink link, DateTimeOffset now)
    {
        foreach (var older in db.MailedLinks.Where(row => row.UserId == link.UserId && row.Purpose == link.Purpose && row.UsedAt == null))
            older.UsedAt = now;
        db.MailedLinks.Add(link);
    }

    /// <summary>Uses a link up inside the caller's act; null when it is unknown, of another purpose, used or expired.</summary>
    public static MailedLink? Redeem(PortalDbContext db, string token, LinkPurpose purpose, DateTimeOffset now)
    {
        var digest = DigestOf(token);
        var link = db.MailedLinks.FirstOrDefault(row => row.TokenDigest == digest && row.Purpose == purpose);
        if (link is null || !link.IsOpen(now)) return null;

        link.UsedAt = now;
        return link;
    }

    /// <summary>The open link of a token, for a page that asks before it acts.</summary>
    public async Task<MailedLink?> FindAsync(PortalDbContext db, string token, LinkPurpose purpose, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var digest = DigestOf(token);
        var link = await db.MailedLinks.AsNoTracking().FirstOrDefaultAsync(row => row.TokenDigest == digest && row.Purpose == purpose, cancel);
        return link is not null && link.IsOpen(now) ? link : null;
    }

    private static TimeSpan LifeOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.ConfirmEmail => TimeSpan.FromDays(2),
        LinkPurpose.ResetPassword => TimeSpan.FromHours(1),
        LinkPurpose.ChangeEmail => TimeSpan.FromDays(1),
    };

    private static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
