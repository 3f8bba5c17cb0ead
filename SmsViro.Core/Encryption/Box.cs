using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Encryption;

/// <summary>
/// Seals and opens the values of one scope, each bound to its column and row. Thread-safe, synchronous, no I/O. Opening answers and never throws.
/// Sealing throws <see cref="ScopeShreddedException"/> once the scope is shredded.
/// </summary>
// A box stays good for whoever holds it, also after the cache has let go of it: a campaign of an hour keeps one box. It has no Dispose
// for the same reason: it is shared. Shredding is the exception and reaches every box at once, held or not.
public sealed class Box
{
    /// <summary>What sealing adds to a value: <c>01 | key id (4) | nonce (12)</c> before the ciphertext and a tag of 16 after it.</summary>
    public const int Overhead = HeaderLength + Nonces.Length + TagLength;

    internal const byte Version = 1;
    internal const int HeaderLength = 5;
    internal const int TagLength = 16;
    private const int Body = HeaderLength + Nonces.Length;
    private const int OnStack = 512;

    private readonly byte[] _scope;
    private readonly bool _absent;
    private readonly Lock _change = new();
    private volatile DataKey[] _keys;

    /// <summary>The active key comes first, then those that only open.</summary>
    internal Box(Scope scope, params DataKey[] keys)
    {
        Scope = scope;
        _keys = keys;
        _scope = Encoding.ASCII.GetBytes(scope.Text);
        Index = new(this);
    }

    private Box(Scope scope, bool absent) : this(scope) => _absent = absent;

    public Scope Scope { get; }

    /// <summary>True when the scope was shredded or never had a key: everything opens as Erased, nothing is sealed.</summary>
    public bool IsClosed => _keys is not [{ IsWiped: false }, ..];

    internal BlindIndex Index { get; }

    internal bool IsShredded => IsClosed && !_absent;

    internal IReadOnlyList<DataKey> Keys => _keys;

    /// <summary>Seals a text. An unpaired surrogate, which UTF-8 cannot hold, is kept as U+FFFD.</summary>
    public Sealed Seal(Field field, Guid row, ReadOnlySpan<char> text)
    {
        var value = GC.AllocateUninitializedArray<byte>(Overhead + Encoding.UTF8.GetByteCount(text));
        Seal(field, row, text, value);
        return new(value);
    }

    /// <summary>Seals a text into <paramref name="destination"/> and answers the length; nothing is allocated.</summary>
    public int Seal(Field field, Guid row, ReadOnlySpan<char> text, Span<byte> destination)
    {
        // The plaintext is written where its ciphertext will stand, so no copy of it is left behind.
        var length = Encoding.UTF8.GetBytes(text, destination[Body..^TagLength]);
        return SealInPlace(field, row, destination[..(Overhead + length)]);
    }

    public Sealed SealBytes(Field field, Guid row, ReadOnlySpan<byte> bytes)
    {
        var value = GC.AllocateUninitializedArray<byte>(Overhead + bytes.Length);
        SealBytes(field, row, bytes, value);
        return new(value);
    }

    /// <summary>Seals bytes into <paramref name="destination"/> and answers the length; nothing is allocated.</summary>
    public int SealBytes(Field field, Guid row, ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination[Body..^TagLength]);
        return SealInPlace(field, row, destination[..(Overhead + bytes.Length)]);
    }

    public Opened Open(Field field, Guid row, Sealed value) => Open(field, row, value.Bytes.Span);

    [SkipLocalsInit]
    public Opened Open(Field field, Guid row, ReadOnlySpan<byte> value)
    {
        var length = Math.Max(0, value.Length - Overhead);
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var plain = rented is null ? stackalloc byte[OnStack] : rented;
        try
        {
            var status = OpenBytes(field, row, value, plain, out var written);
            return new(status, status is OpenStatus.Ok ? Encoding.UTF8.GetString(plain[..written]) : null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain[..length]);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public OpenedBytes OpenBytes(Field field, Guid row, Sealed value) => OpenBytes(field, row, value.Bytes.Span);

    public OpenedBytes OpenBytes(Field field, Guid row, ReadOnlySpan<byte> value)
    {
        var plain = new byte[Math.Max(0, value.Length - Overhead)];
        var status = OpenBytes(field, row, value, plain, out _);
        return new(status, status is OpenStatus.Ok ? plain : null);
    }

    /// <summary>Opens into <paramref name="destination"/>, which is at least as long as the value less <see cref="Overhead"/>; nothing is allocated unless the value is damaged.</summary>
    [SkipLocalsInit]
    public OpenStatus OpenBytes(Field field, Guid row, ReadOnlySpan<byte> value, Span<byte> destination, out int written)
    {
        written = 0;
        if (IsClosed || value.IsEmpty)
            return OpenStatus.Erased;

        if (value.Length < Overhead || value[0] != Version || KeyOf(value) is not { } key)
            return OpenStatus.Damaged;

        Span<byte> aad = stackalloc byte[AssociatedData.MaxLength];
        aad = aad[..AssociatedData.Write(aad, "smsviro.field.v1"u8, value[..HeaderLength], field, _scope, row)];
        // value := { version | key id | nonce | ciphertext | tag }

        var length = value.Length - Overhead;
        var status = key.Decrypt(value[HeaderLength..Body], value.Slice(Body, length), value[^TagLength..], destination[..length], aad);
        written = status is OpenStatus.Ok ? length : 0;
        return status;
    }

    /// <summary>Seals a value anew with the active key, in the room its ciphertext will have: no copy of its plaintext is left. Answers as opening it does.</summary>
    public OpenStatus Reseal(Field field, Guid row, ReadOnlySpan<byte> value, out byte[] resealed)
    {
        resealed = new byte[value.Length];
        if (value.Length < Overhead)
            return OpenBytes(field, row, value, [], out _);

        var status = OpenBytes(field, row, value, resealed.AsSpan(Body..^TagLength), out _);
        try
        {
            if (status is OpenStatus.Ok)
                SealInPlace(field, row, resealed);
            return status;
        }
        catch (ScopeShreddedException)
        {
            return OpenStatus.Erased;
        }
    }

    /// <summary>A stream that seals what is written to it, in 64 KiB chunks and constant memory. Only <see cref="SealingStream.CompleteAsync"/> ends it well.</summary>
    public SealingStream SealStream(Stream destination, Field field, Guid row, bool leaveOpen = false) =>
        SealStream(destination, field, row, RandomNumberGenerator.GetBytes(StreamFormat.SaltLength), leaveOpen);

    /// <summary>A stream that opens a sealed one while it is read. Reading, not opening, throws <see cref="SealedStreamException"/> when the source is erased, damaged or cut short.</summary>
    public Stream OpenStream(Stream source, Field field, Guid row, bool leaveOpen = false) =>
        new OpeningStream(source, leaveOpen, header => OpenCipher(header, field, row));

    internal static Box Shredded(Scope scope) => new(scope, absent: false);

    internal static Box Absent(Scope scope) => new(scope, absent: true);

    internal SealingStream SealStream(Stream destination, Field field, Guid row, ReadOnlySpan<byte> salt, bool leaveOpen)
    {
        Require(row);
        Span<byte> header = stackalloc byte[StreamFormat.HeaderLength];
        StreamFormat.WriteHeader(header, SealingKey().Id, salt);
        return new(destination, header, StreamCipher.Create(SealingKey(), header, field, _scope, row) ?? throw Refusal(), leaveOpen);
    }

    /// <summary>The seam of the known answers: everything but the draw of the nonce, which stands in <paramref name="value"/> already.</summary>
    internal int SealAroundNonce(Field field, Guid row, Span<byte> value)
    {
        try
        {
            Encrypt(field, row, value);
            return value.Length;
        }
        catch
        {
            // The plaintext stands where the caller expects its ciphertext.
            CryptographicOperations.ZeroMemory(value);
            throw;
        }
    }

    /// <summary>Wipes the keys, for every holder of this box at once.</summary>
    internal void Wipe()
    {
        lock (_change)
        {
            foreach (var key in _keys)
                key.Wipe();
        }
    }

    /// <summary>Takes the scope's keys as they are now, under the hands of whoever holds this box. A key that is gone is wiped; a box that was wiped stays so.</summary>
    internal void Adopt(IReadOnlyList<(DataKey Key, KeyState State)> keys)
    {
        lock (_change)
        {
            if (IsClosed)
                return;

            // The new key can seal before it is first in the list, and the old one retires only then: whoever finds the key in hand retired looks again.
            if (keys is [var (active, seals), ..])
                active.State = seals;

            var before = _keys;
            _keys = [.. keys.Select(key => key.Key)];
            foreach (var (key, state) in keys)
                key.State = state;
            foreach (var gone in before.Except(_keys))
                gone.Wipe();
        }
    }

    internal Exception Refusal() => _absent
        ? new InvalidOperationException($"The scope {Scope} has no key; a box to seal with comes from Vault.OpenAsync.")
        : new ScopeShreddedException(Scope);

    private static void Require(Guid row)
    {
        if (row == Guid.Empty)
            throw new ArgumentException("A value is sealed for a row that has its id: bound to the empty one it would open in any row not numbered yet.", nameof(row));
    }

    private int SealInPlace(Field field, Guid row, Span<byte> value)
    {
        Nonces.Next(value.Slice(HeaderLength, Nonces.Length));
        return SealAroundNonce(field, row, value);
    }

    [SkipLocalsInit]
    private void Encrypt(Field field, Guid row, Span<byte> value)
    {
        Require(row);
        var key = SealingKey();
        value[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(value[1..], key.Id);
        // value := { version | key id | nonce | plaintext | room for the tag }

        Span<byte> aad = stackalloc byte[AssociatedData.MaxLength];
        aad = aad[..AssociatedData.Write(aad, "smsviro.field.v1"u8, value[..HeaderLength], field, _scope, row)];
        var body = value[Body..^TagLength];
        if (!key.TryEncrypt(value[HeaderLength..Body], body, body, value[^TagLength..], aad))
            throw Refusal();

        // value := { version | key id | nonce | ciphertext | tag }
    }

    private (OpenStatus Status, StreamCipher? Cipher) OpenCipher(ReadOnlySpan<byte> header, Field field, Guid row)
    {
        if (IsClosed)
            return (OpenStatus.Erased, null);

        if (header.Length != StreamFormat.HeaderLength || header[0] != StreamFormat.Version || KeyOf(header) is not { } key)
            return (OpenStatus.Damaged, null);

        return StreamCipher.Create(key, header, field, _scope, row) is { } cipher ? (OpenStatus.Ok, cipher) : (OpenStatus.Erased, null);
    }

    private DataKey SealingKey()
    {
        while (true)
        {
            var keys = _keys;
            if (keys is [{ Seals: true } active, ..])
                return active;

            if (keys == _keys)
                throw Refusal();
        }
    }

    private DataKey? KeyOf(ReadOnlySpan<byte> value)
    {
        var id = BinaryPrimitives.ReadUInt32BigEndian(value[1..]);
        foreach (var key in _keys)
        {
            if (key.Id == id)
                return key;
        }

        return null;
    }
}
