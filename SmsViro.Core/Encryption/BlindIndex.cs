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

    internal BlindIndex(Box box) => _box = box;

    /// <summary>128 bits, for unique columns: no collision to fear, no frequency to leak. The label names what is indexed and the version of its normalisation: <c>email.v1</c>.</summary>
    public byte[] Compute(Field label, ReadOnlySpan<char> normalised) => Compute(Active(), label, normalised);

    /// <summary>64 bits, where a false hit would do harm: an opt-out list.</summary>
    public long Compute64(Field label, ReadOnlySpan<char> normalised) => Compute64(Active(), label, normalised);

    /// <summary>14 bits, for searching what is not unique: a million rows leave some sixty to open and compare.</summary>
    public int Compute14(Field label, ReadOnlySpan<char> normalised) => Compute14(Active(), label, normalised);

    /// <summary>What a stored <c>Compute</c> may be: one value a living key, so that a finder finds while its column moves from one key to the next.</summary>
    public IReadOnlyList<byte[]> ComputeEach(Field label, string normalised) => [.. Living().Select(key => Compute(key, label, normalised))];

    /// <summary>What a stored <c>Compute64</c> may be, one value a living key.</summary>
    public IReadOnlyList<long> Compute64Each(Field label, string normalised) => [.. Living().Select(key => Compute64(key, label, normalised))];

    /// <summary>What a stored <c>Compute14</c> may be, one value a living key.</summary>
    public IReadOnlyList<int> Compute14Each(Field label, string normalised) => [.. Living().Select(key => Compute14(key, label, normalised))];

    private byte[] Compute(DataKey key, Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(key, label, normalised, mac);
        return mac[..16].ToArray();
    }

    private long Compute64(DataKey key, Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(key, label, normalised, mac);
        return BinaryPrimitives.ReadInt64BigEndian(mac);
    }

    private int Compute14(DataKey key, Field label, ReadOnlySpan<char> normalised)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(key, label, normalised, mac);
        return BinaryPrimitives.ReadUInt16BigEndian(mac) & 0x3FFF;
    }

    private DataKey Active() => _box.Keys is [var key, ..] ? key : throw _box.Refusal();

    private IReadOnlyList<DataKey> Living() => _box.Keys is { Count: > 0 } keys ? keys : throw _box.Refusal();

    [SkipLocalsInit]
    private void Mac(DataKey key, Field label, ReadOnlySpan<char> normalised, Span<byte> mac)
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

            if (!key.TryMac(source, mac))
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
