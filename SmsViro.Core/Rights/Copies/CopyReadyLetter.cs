using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Tells a person by mail that the copy they asked for waits, and until when; nothing of what is in it.</summary>
public sealed class CopyReadyLetter(IDbContextFactory<PortalDbContext> contexts, Vault vault, Post post, AuditTrail trail, RightsOptions options)
{
    /// <summary>Seals the letter; null when there is no address to write to.</summary>
    internal async Task<OutgoingMail?> SealAsync(PrivacyRequest request, DateTimeOffset? from, DateTimeOffset until, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == request.UserId.Value, cancel);
        var box = await vault.FindAsync(Scope.User(request.UserId), cancel);
        return EmailAddress.TryParse(box.Open(StorageFields.Email, user.Id, user.EmailSealed).Text, out var to)
            ? await post.SealAsync(Letter(to, request, from, until, await trail.HeadAsync(cancel)), cancel)
            : null;
    }

    private Letter Letter(EmailAddress to, PrivacyRequest request, DateTimeOffset? from, DateTimeOffset until, ChainHead head) => new(
        to,
        "The copy of your data is ready",
        $"""
        The copy of your data that you asked for, request {request.Reference}, is ready. It waits in your privacy centre{(from is { } first ? $" from {Said(first)}" : "")} until {Said(until)}, for {CopyFile.MostDownloads} downloads. Sign in to fetch it; we ask for your password again unless you typed it in the last 5 minutes. After its last day or download its key is destroyed, and you can ask for a new one at any time.

        If it was not you who asked, choose a new password at once on the sign-in page, and write to us.

        {LetterWords.Line(options, head)}
        """,
        request.UserId);

    private static string Said(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"));
}
