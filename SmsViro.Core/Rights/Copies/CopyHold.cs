using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>
/// The wait before a copy of everything is handed out after a change of password or address: whoever took an account over would take the data at once,
/// and its owner has to have the time to notice. Both mailboxes are told.
/// </summary>
public sealed class CopyHold(IDbContextFactory<PortalDbContext> contexts, Vault vault, Post post, AuditTrail trail, RightsOptions options)
{
    public static readonly TimeSpan Wait = TimeSpan.FromHours(72);

    /// <summary>Until when copies of hers wait; null when they do not.</summary>
    internal static DateTimeOffset? Until(PortalDbContext db, UserId user, DateTimeOffset now) =>
        db.Users.Where(row => row.Id == user.Value).Select(row => row.CredentialsChangedAt).SingleOrDefault() + Wait is { } until && until > now ? until : null;

    /// <summary>Letters to the address in use and to those it replaced meanwhile; none when nothing is held.</summary>
    internal async Task<IReadOnlyList<OutgoingMail>> LettersAsync(UserId user, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (Until(db, user, now) is not { } until) return [];

        var since = now - Wait;
        var box = await vault.FindAsync(Scope.User(user), cancel);
        var present = await db.Users.AsNoTracking().SingleAsync(row => row.Id == user.Value, cancel);
        var former = await db.FormerDetails.AsNoTracking().Where(detail => detail.UserId == user && detail.Kind == DetailKind.Email && detail.ReplacedAt > since).ToListAsync(cancel);
        var head = await trail.HeadAsync(cancel);
        var letters = new List<OutgoingMail>();
        foreach (var address in former.Select(detail => box.Open(AccountsFields.FormerValue, detail.Id, detail.Value).Text).Prepend(box.Open(StorageFields.Email, present.Id, present.EmailSealed).Text).Distinct())
            if (EmailAddress.TryParse(address, out var to)) letters.Add(await post.SealAsync(Letter(to, user, until, head), cancel));
        return letters;
    }

    private Letter Letter(EmailAddress to, UserId user, DateTimeOffset until, ChainHead head) => new(
        to,
        "A copy of your data was asked for",
        $"""
        Somebody, probably you, asked for a copy of all data of your SMSViro account. Its password or e-mail address was changed in the last three days, so the copy is held back until {until.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"))}.

        If it was you, do nothing: it waits in your privacy centre.

        If it was not you, choose a new password at once on the sign-in page, and write to us. Nobody has received the copy yet.

        {LetterWords.Line(options, head)}
        """,
        user);
}
