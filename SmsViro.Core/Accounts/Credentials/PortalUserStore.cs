using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Identity's store with nothing readable in it: address and number are sealed, tokens are sealed, recovery codes are digests.</summary>
public sealed class PortalUserStore(PortalDbContext db, Vault vault, LookupIndexes indexes, IdentityErrorDescriber describer)
    : UserOnlyStore<PortalUser, PortalDbContext, Guid>(db, describer)
{
    public override async Task SetEmailAsync(PortalUser user, string? email, CancellationToken cancellationToken = default) =>
        user.EmailSealed = email is null ? default : (await vault.OpenAsync(Scope.User(user.UserId), cancellationToken)).Seal(StorageFields.Email, user.Id, email);

    public override async Task<string?> GetEmailAsync(PortalUser user, CancellationToken cancellationToken = default) =>
        (await vault.FindAsync(Scope.User(user.UserId), cancellationToken)).Open(StorageFields.Email, user.Id, user.EmailSealed).Text;

    public override Task SetUserNameAsync(PortalUser user, string? userName, CancellationToken cancellationToken = default) =>
        SetEmailAsync(user, userName, cancellationToken);

    public override Task<string?> GetUserNameAsync(PortalUser user, CancellationToken cancellationToken = default) => GetEmailAsync(user, cancellationToken);

    public override async Task SetPhoneNumberAsync(PortalUser user, string? phoneNumber, CancellationToken cancellationToken = default)
    {
        user.PhoneIndex = phoneNumber is null ? null : indexes.Of(PhoneNumber.FromE164(phoneNumber));
        user.PhoneSealed = phoneNumber is null ? null : (await vault.OpenAsync(Scope.User(user.UserId), cancellationToken)).Seal(StorageFields.Phone, user.Id, phoneNumber);
    }

    public override async Task<string?> GetPhoneNumberAsync(PortalUser user, CancellationToken cancellationToken = default) =>
        user.PhoneSealed is { } phone ? (await vault.FindAsync(Scope.User(user.UserId), cancellationToken)).Open(StorageFields.Phone, user.Id, phone).Text : null;

    // Base64, because Identity made the column text.
    public override async Task SetTokenAsync(PortalUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken)
    {
        var sealedToken = value is null ? null : (await vault.OpenAsync(Scope.User(user.UserId), cancellationToken)).Seal(StorageFields.Token, user.Id, value).ToArray();
        await base.SetTokenAsync(user, loginProvider, name, sealedToken is null ? null : Convert.ToBase64String(sealedToken), cancellationToken);
    }

    public override async Task<string?> GetTokenAsync(PortalUser user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        var stored = await base.GetTokenAsync(user, loginProvider, name, cancellationToken);
        if (stored is null) return null;

        var box = await vault.FindAsync(Scope.User(user.UserId), cancellationToken);
        return box.Open(StorageFields.Token, user.Id, Convert.FromBase64String(stored)).Text;
    }

    public override Task ReplaceCodesAsync(PortalUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(DigestOf), cancellationToken);

    public override Task<bool> RedeemCodeAsync(PortalUser user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, DigestOf(code), cancellationToken);

    private static string DigestOf(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
