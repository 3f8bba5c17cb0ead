using Microsoft.AspNetCore.Identity;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>
/// The keyed digests by which a person is found: 128 bits of HMAC over her address, 64 over her number. Also Identity's normalizer,
/// so that the columns it calls normalised hold no text.
/// </summary>
// Identity asks synchronously. The index is fetched at start; a box stays good for whoever holds it.
public sealed class LookupIndexes(Vault vault) : ILookupNormalizer
{
    private BlindIndex? _login;
    private BlindIndex? _phone;

    public async Task StartAsync(CancellationToken cancel)
    {
        _login = await vault.IndexAsync(Scope.IndexLogin, cancel);
        _phone = await vault.IndexAsync(Scope.IndexPhone, cancel);
    }

    public string Of(EmailAddress email) => Hex(email.Canonical);

    public long Of(PhoneNumber phone) =>
        (_phone ??= vault.IndexAsync(Scope.IndexPhone).AsTask().GetAwaiter().GetResult()).Compute64(AccountsFields.PhoneIndex, phone.Msisdn);

    public string? NormalizeEmail(string? email) =>
        email is null ? null : EmailAddress.TryParse(email, out var parsed) ? Of(parsed) : Hex(email.ToUpperInvariant());

    public string? NormalizeName(string? name) => NormalizeEmail(name);

    private string Hex(string canonical) =>
        Convert.ToHexString((_login ??= vault.IndexAsync(Scope.IndexLogin).AsTask().GetAwaiter().GetResult()).Compute(AccountsFields.LoginIndex, canonical));
}
