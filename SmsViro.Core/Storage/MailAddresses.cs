using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>Where mail reaches a person.</summary>
public sealed class MailAddresses(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>Null where there is nobody, or no address that can be read.</summary>
    public async Task<EmailAddress?> FindAsync(UserId person, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == person.Value, cancel) is not { } user) return null;

        var opened = (await vault.FindAsync(Scope.User(person), cancel)).Open(StorageFields.Email, user.Id, user.EmailSealed);
        return EmailAddress.TryParse(opened.Text, out var address) ? address : null;
    }
}
