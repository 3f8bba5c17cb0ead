using System.Security.Cryptography;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// AES-256 encryption of a file (ISO 32000-2, 7.6.4, revision 6): every string and stream under one random key, which only the passphrase unwraps.
/// Whoever knows it may do everything; a second one for owners would be a door nobody asked for.
/// </summary>
internal sealed class PassphraseLock : IDisposable
{
    private const int Permissions = -4;
    private const int LeastRounds = 64;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _user, _userKey, _owner, _ownerKey, _permissions;

    public PassphraseLock(Passphrase passphrase)
    {
        var words = passphrase.RevealForLocking();
        var key = RandomNumberGenerator.GetBytes(32);
        _aes.Key = key;

        // entry := { hash (32) | validation salt (8) | key salt (8) }
        var salts = RandomNumberGenerator.GetBytes(32);
        _user = [.. Hash(words, salts.AsSpan(0, 8), []), .. salts[..16]];
        _userKey = Wrap(Hash(words, salts.AsSpan(8, 8), []), key);
        _owner = [.. Hash(words, salts.AsSpan(16, 8), _user), .. salts[16..]];
        _ownerKey = Wrap(Hash(words, salts.AsSpan(24, 8), _user), key);
        _permissions = _aes.EncryptEcb(
            [unchecked((byte)Permissions), 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'T', (byte)'a', (byte)'d', (byte)'b', .. RandomNumberGenerator.GetBytes(4)],
            PaddingMode.None);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The encryption dictionary.</summary>
    public PdfText Write()
    {
        var text = new PdfText();
        text.Add("<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</Type/CryptFilter/CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF");
        text.Add($"/P {Permissions}/U<{Convert.ToHexString(_user)}>/UE<{Convert.ToHexString(_userKey)}>/O<{Convert.ToHexString(_owner)}>/OE<{Convert.ToHexString(_ownerKey)}>");
        text.Add($"/Perms<{Convert.ToHexString(_permissions)}>>>");
        return text;
    }

    /// <summary>{ nonce (16) | ciphertext }.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var locked = new byte[16 + _aes.GetCiphertextLengthCbc(plain.Length)];
        RandomNumberGenerator.Fill(locked.AsSpan(0, 16));
        _aes.EncryptCbc(plain, locked.AsSpan(0, 16), locked.AsSpan(16));
        return locked;
    }

    public void Dispose() => _aes.Dispose();

    private static byte[] Wrap(byte[] by, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = by;
        return aes.EncryptCbc(key, new byte[16], PaddingMode.None);
    }

    // Algorithm 2.B: how many rounds, and of which hash, depends on what came out of the last one.
    internal static byte[] Hash(ReadOnlySpan<byte> words, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> user)
    {
        using var aes = Aes.Create();
        var hash = SHA256.HashData([.. words, .. salt, .. user]);
        for (var rounds = 1; ; rounds++)
        {
            byte[] once = [.. words, .. hash, .. user];
            var input = new byte[64 * once.Length];
            for (var i = 0; i < 64; i++) once.CopyTo(input, i * once.Length);

            aes.Key = hash[..16];
            var output = aes.EncryptCbc(input, hash.AsSpan(16, 16), PaddingMode.None);
            hash = (output[..16].Sum(value => value) % 3) switch
            {
                0 => SHA256.HashData(output),
                1 => SHA384.HashData(output),
                _ => SHA512.HashData(output),
            };
            if (rounds >= LeastRounds && output[^1] <= rounds - 32) return hash[..32];
        }
    }
}
