using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Finds sign-in rows through Identity, each time with a manager and a context of its own: a circuit lives for hours.</summary>
public sealed class UserDirectory(IServiceScopeFactory scopes)
{
    public Task<PortalUser?> FindAsync(EmailAddress email) => WithManagerAsync(users => users.FindByEmailAsync(email.Address));

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
