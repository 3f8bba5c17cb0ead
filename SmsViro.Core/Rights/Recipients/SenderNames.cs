using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What senders call themselves: the company, or the person's own name where there is none. A recipient has a right to know it (GDPR Article 15(1)).</summary>
public sealed class SenderNames(IDbContextFactory<PortalDbContext> contexts, Vault vault, RightsOptions options)
{
    /// <summary>A sender that has left, or whose name cannot be read, has none.</summary>
    public async Task<IReadOnlyDictionary<AccountId, string?>> OfAsync(IEnumerable<AccountId> accounts, CancellationToken cancel)
    {
        var names = new Dictionary<AccountId, string?>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var account in accounts.Distinct())
        {
            if (account == ServiceAccount.Id)
            {
                names[account] = options.Controller;
                continue;
            }

            names[account] = null;
            var user = await db.Users.AsNoTracking().Where(row => row.AccountId == account).Select(row => row.Id).FirstOrDefaultAsync(cancel);
            if (await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == new UserId(user), cancel) is not { } profile) continue;

            var box = await vault.FindAsync(Scope.User(profile.UserId), cancel);
            var company = profile.Company is { } closed ? box.Open(AccountsFields.Company, profile.UserId.Value, closed).Text : null;
            names[account] = string.IsNullOrWhiteSpace(company) ? box.Open(AccountsFields.Name, profile.UserId.Value, profile.Name).Text : company;
        }

        return names;
    }
}
