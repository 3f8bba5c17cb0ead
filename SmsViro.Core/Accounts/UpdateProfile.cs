using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Saves a person's name, company, own number and time zone; each value it replaces is kept, sealed, among her former details.</summary>
public sealed class UpdateProfile(Vault vault, LookupIndexes indexes, WriteQueue writes, TimeProvider clock)
{
    public async Task<UpdateProfileAnswer> RunAsync(Customer customer, PersonalDetails details, CancellationToken cancel)
    {
        var box = await vault.OpenAsync(Scope.User(customer.User), cancel);
        var phoneIndex = details.Phone is { } number ? indexes.Of(number) : (long?)null;
        var now = clock.GetUtcNow();
        return await writes.RunAsync(
            db =>
            {
                if (db.Living(customer.User) is not { } user || db.Profiles.Find(customer.User) is not { } profile) return UpdateProfileAnswer.NoAccount;

                var former = new FormerDetails(db, box, customer.User, now);
                profile.Name = former.Replace(DetailKind.Name, AccountsFields.Name, profile.Name, details.Name)!.Value;
                profile.Company = former.Replace(DetailKind.Company, AccountsFields.Company, profile.Company, details.Company);
                profile.TimeZone = former.Replace(DetailKind.TimeZone, AccountsFields.TimeZone, profile.TimeZone, details.TimeZone)!.Value;
                user.PhoneSealed = former.Replace(DetailKind.Phone, StorageFields.Phone, user.PhoneSealed, details.Phone?.E164);
                if (user.PhoneIndex is { } known ? details.Phone is not { } given || !indexes.EachOf(given).Contains(known) : phoneIndex is not null) user.PhoneNumberConfirmed = false;
                user.PhoneIndex = phoneIndex;
                if (former.Any) profile.UpdatedAt = now;
                return UpdateProfileAnswer.Saved;
            },
            cancel: cancel);
    }
}

/// <summary>How saving a profile ended.</summary>
public enum UpdateProfileAnswer
{
    Saved,

    /// <summary>The account is being erased; nothing was kept.</summary>
    NoAccount,
}
