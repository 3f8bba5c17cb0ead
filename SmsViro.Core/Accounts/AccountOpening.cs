using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Makes the rows of a new account. The keys are made before the act; the rows are added in it, all or none.</summary>
public sealed class AccountOpening(Vault vault, LookupIndexes indexes, PrivacyPolicy policy, TimeProvider clock)
{
    internal async Task<NewAccount> DraftAsync(EmailAddress email, string? passwordHash, PersonalDetails details, PortalRole role, bool confirmed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = UserId.New();
        var box = await vault.OpenAsync(Scope.User(id), cancel);
        var index = indexes.Of(email);
        var user = new PortalUser
        {
            Id = id.Value,
            AccountId = AccountId.New(),
            Role = role,
            State = AccountState.Active,
            EmailSealed = box.Seal(StorageFields.Email, id.Value, email.Address),
            NormalizedEmail = index,
            NormalizedUserName = index,
            EmailConfirmed = confirmed,
            PhoneSealed = details.Phone is { } phone ? box.Seal(StorageFields.Phone, id.Value, phone.E164) : null,
            PhoneIndex = details.Phone is { } number ? indexes.Of(number) : null,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
            LockoutEnabled = true,
            CreatedAt = now,
        };
        var profile = new Profile
        {
            UserId = id,
            Name = box.Seal(AccountsFields.Name, id.Value, details.Name),
            Company = details.Company is { } company ? box.Seal(AccountsFields.Company, id.Value, company) : null,
            TimeZone = box.Seal(AccountsFields.TimeZone, id.Value, details.TimeZone),
            UpdatedAt = now,
        };
        return new NewAccount(user, profile, indexes.EachOf(email), policy.Current);
    }

    /// <summary>Takes part in the caller's act; false when the address has an account already.</summary>
    internal static bool Add(PortalDbContext db, NewAccount account)
    {
        if (db.Users.Any(row => account.Digests.Contains(row.NormalizedEmail!))) return false;

        db.Users.Add(account.User);
        db.Profiles.Add(account.Profile);
        PolicyNotice.Add(db, account.User.UserId, account.Shown, PolicyWay.Opening, account.User.CreatedAt);
        return true;
    }
}

internal sealed record NewAccount(PortalUser User, Profile Profile, IReadOnlyList<string> Digests, PolicyVersion Shown);
