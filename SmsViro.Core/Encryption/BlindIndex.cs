using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Encryption;

/// <summary>
/// Finds a value without knowing it: HMAC-SHA256 of <c>label | 00 | value</c> under the scope's index key, cut to as many bits as its use allows.
/// Equal inside one scope, unrelated across scopes. Thread-safe, synchronous; throws <see cref="ScopeShreddedException"/> once the scope is shredded.
/// </summary>
public sealed class BlindIndex
{
    private const int OnStack = 256;

    private readonly Box _box;
    private readonly DataKey[] _keys;

    internal BlindIndex(Box box, DataKey[] keys) => (_box, _keys) = (box, keys);

    /// <summary>128 bits, for unique columns: no collision to fear, no frequency to leak. The label names what is indexed and the version of its normalisation: <c>email.v1</c>.</summary>
    public byte[] Compute(Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(label, normalised, mac);
        return mac[..16].ToArray();
    }

    /// <summary>64 bits, where a false hit would do harm: an opt-out list.</summary>
    public long Compute64(Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(label, normalised, mac);
        return BinaryPrimitives.ReadInt64BigEndian(mac);
    }

    /// <summary>14 bits, for searching what is not unique: a million rows leave some sixty to open and compare.</summary>
    public int Compute14(Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(label, normalised, mac);
        return BinaryPrimitives.ReadUInt16BigEndian(mac) & 0x3FFF;
    }

    [SkipLocalsInit]
    private void Mac(Field label, ReadOnlySpan<char> normalised, Span<byte> mac)
    {
        var length = label.Name.Length + 1 + Encoding.UTF8.GetByteCount(normalised);
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var source = (rented is null ? stackalloc byte[OnStack] : rented)[..length];
        try
        {
            var at = Encoding.ASCII.GetBytes(label.Name, source);
            source[at] = 0;
            Encoding.UTF8.GetBytes(normalised, source[(at + 1)..]);
            // source := { label | 00 | value }

            if (_keys is not [var key, ..] || !key.TryMac(source, mac))
                throw _box.Refusal();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(source);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
