using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>
/// Root keys as a page of text that one passphrase opens, for a safe: four lines saying what it is, then AES-256-GCM over <c>epoch (4) | key (32)</c> for each,
/// under a key that PBKDF2-SHA512 makes of the passphrase. The four lines are authenticated with it.
/// </summary>
internal static class RootEscrow
{
    /// <summary>ASVS 5.0 asks for 210,000 at least; whoever opens the page waits half a second.</summary>
    private const int Rounds = 600_000;
    private const int LeastRounds = 210_000;
    private const int MostRounds = 20_000_000;

    private const string Title = "SMSViro root keys, escrow v1";
    private const int SaltLength = 32;
    private const int EntryLength = 4 + KeyWrap.KeyLength;
    private const int LineLength = 64;

    public static string Seal(IReadOnlyDictionary<int, byte[]> keys, string passphrase)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength), nonce = RandomNumberGenerator.GetBytes(Nonces.Length);
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            {Title}
            epochs {string.Join(' ', keys.Keys.Order())}
            pbkdf2-sha512 {Rounds} {Convert.ToBase64String(salt)}
            aes-256-gcm {Convert.ToBase64String(nonce)}

            """).ReplaceLineEndings("\n");
        var body = GC.AllocateArray<byte>(keys.Count * EntryLength + Box.TagLength, pinned: true);
        var at = 0;
        foreach (var (epoch, key) in keys.OrderBy(key => key.Key))
        {
            BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(at), epoch);
            key.CopyTo(body, at + 4);
            at += EntryLength;
        }

        // body := { epoch | key, for each | room for the tag }
        using var aes = Cipher(passphrase, salt, Rounds);
        aes.Encrypt(nonce, body.AsSpan(0, at), body.AsSpan(0, at), body.AsSpan(at), Encoding.UTF8.GetBytes(head));
        return head + string.Concat(Convert.ToBase64String(body).Chunk(LineLength).Select(line => new string(line) + "\n"));
    }

    /// <summary>The keys by epoch, which the caller zeroes; null when the passphrase is not the one or a line was changed.</summary>
    /// <exception cref="FormatException">It is no such page.</exception>
    public static IReadOnlyDictionary<int, byte[]>? Open(string page, string passphrase)
    {
        var lines = page.ReplaceLineEndings("\n").Split('\n');
        if (lines is not [Title, _, var how, var by, .. var rest] || how.Split(' ') is not ["pbkdf2-sha512", var rounds, var salt] || by.Split(' ') is not ["aes-256-gcm", var nonce])
            throw new FormatException("This is no escrow of root keys.");

        if (!int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times is < LeastRounds or > MostRounds)
            throw new FormatException("This escrow of root keys is of another kind.");

        var body = Convert.FromBase64String(string.Concat(rest));
        var length = body.Length - Box.TagLength;
        if (length < 0 || length % EntryLength != 0)
            throw new FormatException("This escrow of root keys is not whole.");

        var plain = GC.AllocateArray<byte>(length, pinned: true);
        try
        {
            using var aes = Cipher(passphrase, Convert.FromBase64String(salt), times);
            aes.Decrypt(Convert.FromBase64String(nonce), body.AsSpan(0, length), body.AsSpan(length), plain, Encoding.UTF8.GetBytes(string.Join('\n', lines[..4]) + "\n"));
            var keys = new Dictionary<int, byte[]>();
            for (var at = 0; at < length; at += EntryLength)
            {
                var key = keys[BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(at))] = KeyWrap.NewKey();
                plain.AsSpan(at + 4, key.Length).CopyTo(key);
            }

            return keys;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static AesGcm Cipher(string passphrase, byte[] salt, int rounds)
    {
        Span<byte> key = stackalloc byte[KeyWrap.KeyLength];
        try
        {
            // However the keyboard composes its accents, the same words are the same passphrase.
            Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormKC), salt, key, rounds, HashAlgorithmName.SHA512);
            return new(key, Box.TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
