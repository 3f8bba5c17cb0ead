using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>The chunks of one stream, in order.</summary>
internal sealed class StreamCipher : IDisposable
{
    private readonly AesGcm _aes;
    private readonly byte[] _aad;
    private readonly byte[] _nonce = new byte[Nonces.Length];
    private uint _next;

    private StreamCipher(AesGcm aes, byte[] aad) => (_aes, _aad) = (aes, aad);

    /// <summary>Null when the key has been wiped.</summary>
    public static StreamCipher? Create(DataKey key, ReadOnlySpan<byte> header, Field field, ReadOnlySpan<byte> scope, Guid row)
    {
        Span<byte> info = stackalloc byte[17 + StreamFormat.SaltLength];
        "smsviro.stream.v1"u8.CopyTo(info);
        header[Box.HeaderLength..].CopyTo(info[17..]);
        // info := { label | salt }

        Span<byte> aad = stackalloc byte[AssociatedData.MaxLength];
        var length = AssociatedData.Write(aad, "smsviro.stream.v1"u8, header, field, scope, row);
        return key.StreamKey(info) is { } aes ? new(aes, aad[..length].ToArray()) : null;
    }

    /// <summary>Seals a chunk; <paramref name="chunk"/> has room for its tag at the end.</summary>
    public void Seal(Span<byte> chunk, bool last)
    {
        Turn(last);
        var body = chunk[..^Box.TagLength];
        _aes.Encrypt(_nonce, body, body, chunk[^Box.TagLength..], _aad);
    }

    public bool TryOpen(Span<byte> chunk, bool last)
    {
        if (chunk.Length < Box.TagLength)
            return false;

        Turn(last);
        var body = chunk[..^Box.TagLength];
        try
        {
            _aes.Decrypt(_nonce, body, chunk[^Box.TagLength..], body, _aad);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private void Turn(bool last)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_nonce.AsSpan(7), _next);
        _nonce[^1] = last ? (byte)1 : (byte)0;
        _next = checked(_next + 1);
    }
}
