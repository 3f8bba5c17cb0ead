using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The operator's own name for one part (message_id, clause 5.2.23): up to 64 octets kept exactly as sent, hexadecimal or decimal, because receipts must match letter by letter.</summary>
public readonly struct OperatorId : IEquatable<OperatorId>
{
    public const int MaxLength = 64;

    private readonly Octets _octets;
    private readonly byte _length;

    public OperatorId(ReadOnlySpan<byte> octets)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(octets.Length, MaxLength);
        octets.CopyTo(_octets);
        _length = (byte)octets.Length;
    }

    public bool IsEmpty => _length == 0;

    [UnscopedRef]
    public ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)_octets)[.._length];

    public static OperatorId Parse(string text) => new(Encoding.Latin1.GetBytes(text));

    public bool Equals(OperatorId other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is OperatorId other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.Latin1.GetString(Span);

    public static bool operator ==(OperatorId left, OperatorId right) => left.Equals(right);

    public static bool operator !=(OperatorId left, OperatorId right) => !left.Equals(right);

    [InlineArray(MaxLength)]
    private struct Octets
    {
        private byte _first;
    }
}
