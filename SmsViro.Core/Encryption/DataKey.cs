using System.Numerics;
using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>One data key at work: its subkeys in pinned memory and its AES-GCM instances. Thread-safe.</summary>
// AesGcm is not thread-safe: one instance shared by 8 threads lost 103,551 of 800,000 values. So each key has a slot per
// thread at work, and a slot is used under its lock: a thread that finds its own slot free pays for an uncontended lock only.
internal sealed class DataKey
{
    /// <summary>Random nonces of 96 bits are safe up to 2^32 values a key; this stops sixteen times earlier, so that a count lost in a crash never matters.</summary>
    public const long MostSeals = 1L << 28;

    /// <summary>From here on the scope gets a new key. Half of the way, because uses are counted once a minute and nobody is to meet the stop.</summary>
    public const long RenewAt = MostSeals / 2;

    private static readonly int SlotCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, Environment.ProcessorCount));

    private readonly byte[] _subkeys = GC.AllocateArray<byte>(3 * KeyWrap.KeyLength, pinned: true);
    private readonly Slot[] _slots = [.. Enumerable.Range(0, SlotCount).Select(_ => new Slot())];
    private volatile KeyState _state;
    private long _seals;
    private volatile bool _spent;
    private volatile bool _wiped;

    public DataKey(uint id, KeyState state, long seals, ReadOnlySpan<byte> key)
    {
        Id = id;
        _state = state;
        _seals = seals;
        _spent = seals >= MostSeals;
        HKDF.Expand(HashAlgorithmName.SHA256, key, Content, "smsviro.v1.content"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, key, File, "smsviro.v1.file"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, key, Index, "smsviro.v1.index"u8);
    }

    // The cache cannot know who still holds an evicted box; the collector does. Shredding does not wait for it.
    ~DataKey() => Wipe();

    public uint Id { get; }

    public KeyState State
    {
        get => _state;
        set => _state = value;
    }

    public bool Seals => _state is KeyState.Active && !_wiped;

    /// <summary>True when its scope should get another key to seal with.</summary>
    public bool IsSpent => Interlocked.Read(ref _seals) >= RenewAt;

    public bool IsWiped => _wiped;

    private Span<byte> Content => _subkeys.AsSpan(0, KeyWrap.KeyLength);

    private Span<byte> File => _subkeys.AsSpan(KeyWrap.KeyLength, KeyWrap.KeyLength);

    private Span<byte> Index => _subkeys.AsSpan(2 * KeyWrap.KeyLength);

    /// <summary>False when the key has been wiped. Plaintext and ciphertext may be the same span.</summary>
    public bool TryEncrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> aad)
    {
        if (_spent)
            throw new KeysException($"Key {Id} has sealed 2^28 values and seals no more: see why its scope got no new one, on the page of keys or in the log.");

        var slot = Enter();
        try
        {
            if (_wiped)
                return false;

            (slot.Aes ??= new(Content, 16)).Encrypt(nonce, plain, cipher, tag, aad);
            slot.Seals++;
            return true;
        }
        finally
        {
            slot.Gate.Exit();
            GC.KeepAlive(this);
        }
    }

    public OpenStatus Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> aad)
    {
        var slot = Enter();
        try
        {
            if (_wiped)
                return OpenStatus.Erased;

            (slot.Aes ??= new(Content, 16)).Decrypt(nonce, cipher, tag, plain, aad);
            return OpenStatus.Ok;
        }
        catch (AuthenticationTagMismatchException)
        {
            return OpenStatus.Damaged;
        }
        finally
        {
            slot.Gate.Exit();
            GC.KeepAlive(this);
        }
    }

    /// <summary>The key of one stream, its own so that its nonces may simply count; null when the key has been wiped.</summary>
    public AesGcm? StreamKey(ReadOnlySpan<byte> info)
    {
        Span<byte> key = stackalloc byte[KeyWrap.KeyLength];
        var slot = Enter();
        try
        {
            if (_wiped)
                return null;

            HKDF.Expand(HashAlgorithmName.SHA256, File, key, info);
            return new(key, 16);
        }
        finally
        {
            slot.Gate.Exit();
            CryptographicOperations.ZeroMemory(key);
            GC.KeepAlive(this);
        }
    }

    /// <summary>HMAC-SHA256 under the index subkey; false when the key has been wiped.</summary>
    public bool TryMac(ReadOnlySpan<byte> source, Span<byte> mac)
    {
        var slot = Enter();
        try
        {
            if (_wiped)
                return false;

            HMACSHA256.HashData(Index, source, mac);
            return true;
        }
        finally
        {
            slot.Gate.Exit();
            GC.KeepAlive(this);
        }
    }

    /// <summary>What all processes have sealed with it; never lets the count go down.</summary>
    public void Learn(long seals)
    {
        // Between two takes only this one writes the count.
        if (seals > Interlocked.Read(ref _seals))
            Interlocked.Exchange(ref _seals, seals);
        _spent = seals >= MostSeals;
    }

    /// <summary>Values sealed since the last call.</summary>
    public long TakeSeals()
    {
        var taken = 0L;
        foreach (var slot in _slots)
        {
            lock (slot.Gate)
            {
                taken += slot.Seals;
                slot.Seals = 0;
            }
        }

        _spent = Interlocked.Add(ref _seals, taken) >= MostSeals;
        return taken;
    }

    /// <summary>Zeroes the key. A seal or an opening under way ends first; the next one finds it gone.</summary>
    public void Wipe()
    {
        _wiped = true;
        foreach (var slot in _slots)
        {
            lock (slot.Gate)
            {
                slot.Aes?.Dispose();
                slot.Aes = null;
            }
        }

        CryptographicOperations.ZeroMemory(_subkeys);
    }

    private Slot Enter()
    {
        var first = Environment.CurrentManagedThreadId;
        for (var i = 0; i < SlotCount; i++)
        {
            var slot = _slots[(first + i) & (SlotCount - 1)];
            if (slot.Gate.TryEnter())
                return slot;
        }

        var own = _slots[first & (SlotCount - 1)];
        own.Gate.Enter();
        return own;
    }

    private sealed class Slot
    {
        public Lock Gate { get; } = new();
        public AesGcm? Aes { get; set; }
        public long Seals { get; set; }
    }
}
