using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>One 32-byte key under another: <c>nonce (12) | ciphertext (32) | tag (16)</c>, its place in the hierarchy authenticated with it.</summary>
internal static class KeyWrap
{
    public const int KeyLength = 32;
    public const int WrappedLength = Nonces.Length + KeyLength + 16;

    /// <summary>An array that the collector never moves, so that zeroing it leaves no copy behind.</summary>
    public static byte[] NewKey() => GC.AllocateArray<byte>(KeyLength, pinned: true);

    public static byte[] Wrap(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        using var aes = new AesGcm(outer, 16);
        return Wrap(aes, key, context);
    }

    public static byte[] Wrap(AesGcm outer, ReadOnlySpan<byte> key, ReadOnlySpan<byte> context)
    {
        var wrapped = new byte[WrappedLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, Nonces.Length));
        outer.Encrypt(wrapped.AsSpan(0, Nonces.Length), key, wrapped.AsSpan(Nonces.Length, KeyLength), wrapped.AsSpan(^16..), context);
        return wrapped;
    }

    public static bool TryUnwrap(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context, Span<byte> key)
    {
        using var aes = new AesGcm(outer, 16);
        return TryUnwrap(aes, wrapped, context, key);
    }

    public static bool TryUnwrap(AesGcm outer, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context, Span<byte> key)
    {
        if (wrapped.Length != WrappedLength)
            return false;

        try
        {
            outer.Decrypt(wrapped[..Nonces.Length], wrapped.Slice(Nonces.Length, KeyLength), wrapped[^16..], key, context);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
