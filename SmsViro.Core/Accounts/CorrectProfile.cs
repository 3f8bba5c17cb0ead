using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>
/// Replaces one detail of a person for her, in answer to her request; what stood there is kept among her former details. The address she signs in
/// with is not among them: only its own mailbox can confirm it.
/// </summary>
public sealed class CorrectProfile(Vault vault, LookupIndexes indexes)
{
    /// <summary>The change as a participant in the caller's act, which answers what stood there; null when the value cannot be that detail.</summary>
    public async Task<Func<PortalDbContext, string?>?> PrepareAsync(AccessGrant grant, DetailKind detail, string value, DateTimeOffset now, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, now);
        var user = grant.Subject.User;
        if (Parse(detail, value) is not { } parsed) return null;

        var box = await vault.OpenAsync(Scope.User(user), cancel);
        var phoneIndex = detail is DetailKind.Phone ? indexes.Of(PhoneNumber.FromE164(parsed)) : (long?)null;
        return db =>
        {
            var profile = db.Profiles.Find(user)!;
            var person = db.Users.Single(row => row.Id == user.Value);
            var former = new FormerDetails(db, box, user, now);
            profile.UpdatedAt = now;
            switch (detail)
            {
                case DetailKind.Name:
                    var name = box.Open(AccountsFields.Name, user.Value, profile.Name).Text;
                    profile.Name = former.Replace(detail, AccountsFields.Name, profile.Name, parsed)!.Value;
                    return name;
                case DetailKind.Company:
                    var company = profile.Company is { } old ? box.Open(AccountsFields.Company, user.Value, old).Text : null;
                    profile.Company = former.Replace(detail, AccountsFields.Company, profile.Company, parsed);
                    return company;
                case DetailKind.Phone:
                    var phone = person.PhoneSealed is { } number ? box.Open(StorageFields.Phone, user.Value, number).Text : null;
                    person.PhoneSealed = former.Replace(detail, StorageFields.Phone, person.PhoneSealed, parsed);
                    (person.PhoneIndex, person.PhoneNumberConfirmed) = (phoneIndex, false);
                    return phone;
                default:
                    var zone = box.Open(AccountsFields.TimeZone, user.Value, profile.TimeZone).Text;
                    profile.TimeZone = former.Replace(detail, AccountsFields.TimeZone, profile.TimeZone, parsed)!.Value;
                    return zone;
            }
        };
    }

    private static string? Parse(DetailKind detail, string value)
    {
        var (name, company, phone, zone) = detail switch
        {
            DetailKind.Name => (value, null, null, null),
            DetailKind.Company => ("-", value, null, null),
            DetailKind.Phone => ("-", null, value, null),
            DetailKind.TimeZone => ("-", null, null, value),
            DetailKind.Email => ("", (string?)null, (string?)null, (string?)null),
        };
        if (string.IsNullOrWhiteSpace(value) || !PersonalDetails.TryParse(name, company, phone, zone, out var details, out _)) return null;

        return detail switch
        {
            DetailKind.Name => details.Name,
            DetailKind.Company => details.Company,
            DetailKind.Phone => details.Phone?.E164,
            DetailKind.TimeZone => details.TimeZone,
            DetailKind.Email => null,
        };
    }
}
