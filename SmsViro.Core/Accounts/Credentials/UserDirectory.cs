using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Finds sign-in rows through Identity, each time with a manager and a context of its own: a circuit lives for hours.</summary>
public sealed class UserDirectory(IServiceScopeFactory scopes, IDbContextFactory<PortalDbContext> contexts, LookupIndexes indexes)
{
    // Not through Identity, which knows one digest of an address: while the index key is being replaced there are two.
    public async Task<PortalUser?> FindAsync(EmailAddress email)
    {
        var digests = indexes.EachOf(email);
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => digests.Contains(user.NormalizedEmail!));
    }

    public Task<PortalUser?> FindAsync(UserId user) => WithManagerAsync(users => users.FindByIdAsync(user.Value.ToString()));

    /// <summary>Her address; null when it was erased or cannot be read.</summary>
    public async Task<EmailAddress?> EmailOfAsync(PortalUser user)
    {
        var text = await WithManagerAsync(users => users.GetEmailAsync(user));
        return EmailAddress.TryParse(text, out var email) ? email : null;
    }

    private async Task<T> WithManagerAsync<T>(Func<UserManager<PortalUser>, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>());
    }
}
