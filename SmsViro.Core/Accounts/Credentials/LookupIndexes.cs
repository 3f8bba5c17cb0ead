using Microsoft.AspNetCore.Identity;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
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

    public string Of(EmailAddress email) => SignInDigests.OfEmail(Login, email.Address);

    public long Of(PhoneNumber phone) => SignInDigests.OfPhone(Phone, phone);

    /// <summary>What the column of an address may hold while its key is being replaced; whoever looks for a row looks for each.</summary>
    public IReadOnlyList<string> EachOf(EmailAddress email) => SignInDigests.EachOfEmail(Login, email.Address);

    /// <summary>What the column of a number may hold while its key is being replaced.</summary>
    public IReadOnlyList<long> EachOf(PhoneNumber phone) => SignInDigests.EachOfPhone(Phone, phone);

    public string? NormalizeEmail(string? email) => email is null ? null : SignInDigests.OfEmail(Login, email);

    public string? NormalizeName(string? name) => NormalizeEmail(name);

    private BlindIndex Login => _login ??= vault.IndexAsync(Scope.IndexLogin).AsTask().GetAwaiter().GetResult();

    private BlindIndex Phone => _phone ??= vault.IndexAsync(Scope.IndexPhone).AsTask().GetAwaiter().GetResult();
}
