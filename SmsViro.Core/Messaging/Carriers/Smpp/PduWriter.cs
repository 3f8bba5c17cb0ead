using System.Buffers.Binary;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Lays fields of one PDU behind its header; <see cref="End"/> writes the header once the length is known.</summary>
public ref struct PduWriter(Span<byte> to)
{
    private readonly Span<byte> _to = to;
    private int _at = PduHeader.Size;

    public void Octet(byte value) => _to[_at++] = value;

    public void Octets(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_to[_at..]);
        _at += value.Length;
    }

    /// <summary>A C-Octet String: the text and its NUL.</summary>
    public void Text(scoped ReadOnlySpan<byte> value)
    {
        Octets(value);
        Octet(0);
    }

    public void Tlv(TlvTag tag, scoped ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_to[_at..], (ushort)tag);
        BinaryPrimitives.WriteUInt16BigEndian(_to[(_at + 2)..], (ushort)value.Length);
        _at += 4;
        Octets(value);
    }

    public readonly int End(SmppCommand command, SmppStatus status, uint sequence) =>
        new PduHeader(_at, command, status, sequence).Write(_to);
}
