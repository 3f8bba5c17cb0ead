using System.Runtime.InteropServices;

namespace SmsViro.Core.Encryption;

/// <summary>A sealed value as it is stored, in wire format v1. Nothing opens it but the <see cref="Box"/> of its scope; two are equal when their bytes are.</summary>
public readonly record struct Sealed(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A scrubbed value: the emptiest text seals to 33 bytes, so no sealed value is empty.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    public static Sealed FromBytes(byte[] bytes) => new(bytes);

    /// <summary>The bytes as a database driver wants them; not to be written to.</summary>
    // The array of a value sealed here or read from a row is handed out uncopied: thousands of rows pass here per commit.
    public byte[] ToArray() =>
        MemoryMarshal.TryGetArray(Bytes, out var whole) && whole is { Offset: 0, Array: { } array } && array.Length == whole.Count
            ? array
            : Bytes.ToArray();

    public bool Equals(Sealed other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"sealed({Bytes.Length} bytes)";
}
