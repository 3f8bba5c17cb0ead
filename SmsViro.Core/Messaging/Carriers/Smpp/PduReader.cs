using System.Buffers.Binary;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Takes fields from a PDU's body and never past its end; a refused field leaves the reader failed for good, so that a caller asks once, at the end.</summary>
public ref struct PduReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>A field was missing, unterminated or too long.</summary>
    public bool Failed { get; private set; }

    public readonly int Left => _rest.Length;

    public byte Octet()
    {
        var octets = Octets(1);
        return octets.IsEmpty ? (byte)0 : octets[0];
    }

    public ushort TwoOctets()
    {
        var octets = Octets(sizeof(ushort));
        return octets.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(octets);
    }

    public ReadOnlySpan<byte> Octets(int count)
    {
        if (Failed || count > _rest.Length) return Fail();

        var octets = _rest[..count];
        _rest = _rest[count..];
        return octets;
    }

    /// <summary>A C-Octet String without its NUL (clause 3.1); <paramref name="most"/> counts the NUL, as the clauses do.</summary>
    public ReadOnlySpan<byte> Text(int most)
    {
        if (Failed) return [];

        var end = _rest[..Math.Min(most, _rest.Length)].IndexOf((byte)0);
        if (end < 0) return Fail();

        var text = _rest[..end];
        _rest = _rest[(end + 1)..];
        return text;
    }

    public readonly ReadOnlySpan<byte> Rest() => _rest;

    private ReadOnlySpan<byte> Fail()
    {
        Failed = true;
        _rest = [];
        return [];
    }
}
