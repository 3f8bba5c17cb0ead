using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>Root keys inside a PKCS#11 token, an AES-256 object each, which it makes itself and never hands out: what they wrap is wrapped and unwrapped there.</summary>
public sealed class Pkcs11RootKeyProvider(Pkcs11Options options) : IRootKeyProvider
{
    private const int TagLength = 16;

    private readonly Pkcs11Token _token = new(options);

    public string Place => $"on the token {options.Token}";

    public TimeSpan DestroyDelay => TimeSpan.Zero;

    public async ValueTask CreateAsync(int epoch, CancellationToken cancel = default) => await _token.RunAsync(
        (session, with) =>
        {
            if (Find(session, with, epoch).Count > 0)
                return false;

            var make = with.ObjectAttributeFactory;
            using var generate = with.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
            session.GenerateKey(
                generate,
                [
                    make.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
                    make.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
                    make.Create(CKA.CKA_VALUE_LEN, (ulong)KeyWrap.KeyLength),
                    make.Create(CKA.CKA_LABEL, LabelOf(epoch)),
                    make.Create(CKA.CKA_TOKEN, true),
                    make.Create(CKA.CKA_PRIVATE, true),
                    make.Create(CKA.CKA_SENSITIVE, true),
                    make.Create(CKA.CKA_EXTRACTABLE, false),
                    make.Create(CKA.CKA_ENCRYPT, true),
                    make.Create(CKA.CKA_DECRYPT, true),
                ]);
            return true;
        },
        cancel);

    public async ValueTask<byte[]> WrapAsync(int epoch, ReadOnlyMemory<byte> key, string context, CancellationToken cancel = default) => await _token.RunAsync<byte[]>(
        (session, with) =>
        {
            var nonce = RandomNumberGenerator.GetBytes(Nonces.Length);
            var plain = key.ToArray();
            try
            {
                using var gcm = Gcm(with, nonce, context);
                return [.. nonce, .. session.Encrypt(gcm, Require(session, with, epoch)[0], plain)];
            }
            finally
            {
                CryptographicOperations.ZeroMemory(plain);
            }
        },
        cancel);

    public async ValueTask<byte[]> UnwrapAsync(int epoch, ReadOnlyMemory<byte> wrapped, string context, CancellationToken cancel = default) => await _token.RunAsync(
        (session, with) =>
        {
            // A token lets two processes that start at once make a key each, under one label. Both stay; the one that fits is the epoch's.
            foreach (var root in Require(session, with, epoch))
            {
                if (wrapped.Length == KeyWrap.WrappedLength && TryUnwrap(session, with, root, wrapped.Span, context) is { } key)
                    return key;
            }

            throw new KeysException($"The root key of epoch {epoch} on the token {options.Token} does not fit the key store: connect the token that was used with it.");
        },
        cancel);

    public async ValueTask DestroyAsync(int epoch, CancellationToken cancel = default) => await _token.RunAsync(
        (session, with) =>
        {
            foreach (var root in Find(session, with, epoch))
                session.DestroyObject(root);

            return true;
        },
        cancel);

    public async ValueTask<IReadOnlyList<int>> ListAsync(CancellationToken cancel = default) => await _token.RunAsync<IReadOnlyList<int>>(
        (session, with) =>
        [
            .. session.FindAllObjects([with.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY)])
                .Select(root => session.GetAttributeValue(root, [CKA.CKA_LABEL])[0].GetValueAsString() ?? "")
                .Where(label => label.StartsWith(options.KeyPrefix, StringComparison.Ordinal))
                .Select(label => int.TryParse(label.AsSpan(options.KeyPrefix.Length), CultureInfo.InvariantCulture, out var epoch) ? epoch : -1)
                .Where(epoch => epoch >= 0)
                .Distinct()
                .Order(),
        ],
        cancel);

    /// <summary>A token that was taken away, or does not let us in, holds nothing: taking it away is how its keeper stops the portal.</summary>
    public async ValueTask<bool> HoldsAsync(int epoch, CancellationToken cancel = default)
    {
        try
        {
            return await _token.RunAsync((session, with) => Find(session, with, epoch).Count > 0, cancel);
        }
        catch (KeysException)
        {
            return false;
        }
    }

    private static byte[]? TryUnwrap(ISession session, Pkcs11InteropFactories with, IObjectHandle root, ReadOnlySpan<byte> wrapped, string context)
    {
        byte[] opened = [];
        try
        {
            using var gcm = Gcm(with, wrapped[..Nonces.Length].ToArray(), context);
            opened = session.Decrypt(gcm, root, wrapped[Nonces.Length..].ToArray());
            var key = KeyWrap.NewKey();
            opened.CopyTo(key, 0);
            return key;
        }
        catch (Pkcs11Exception fault) when (fault.RV is CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_ENCRYPTED_DATA_LEN_RANGE or CKR.CKR_GENERAL_ERROR or CKR.CKR_FUNCTION_FAILED)
        {
            // Tokens differ in how they say that the tag does not match.
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    private static IMechanism Gcm(Pkcs11InteropFactories with, byte[] nonce, string context) => with.MechanismFactory.Create(
        CKM.CKM_AES_GCM,
        with.MechanismParamsFactory.CreateCkGcmParams(nonce, 8 * Nonces.Length, Encoding.UTF8.GetBytes(context), 8 * TagLength));

    private List<IObjectHandle> Require(ISession session, Pkcs11InteropFactories with, int epoch) =>
        Find(session, with, epoch) is { Count: > 0 } found
            ? found
            : throw new KeysException($"The root key of epoch {epoch} is not on the token {options.Token}: connect the token that holds it.");

    private List<IObjectHandle> Find(ISession session, Pkcs11InteropFactories with, int epoch) => session.FindAllObjects(
        [
            with.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
            with.ObjectAttributeFactory.Create(CKA.CKA_LABEL, LabelOf(epoch)),
        ]);

    private string LabelOf(int epoch) => string.Create(CultureInfo.InvariantCulture, $"{options.KeyPrefix}{epoch}");
}
