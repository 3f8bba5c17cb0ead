using System.Buffers.Binary;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The sixteen octets every PDU starts with (clause 3.2).</summary>
public readonly record struct PduHeader(int Length, SmppCommand Command, SmppStatus Status, uint Sequence)
{
    public const int Size = 16;

    /// <summary>No PDU of ours comes near; a peer that announces more is refused before a byte of it is kept.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>
    /// The first PDU of a buffer: true once it is there whole, false while octets are missing.
    /// Throws <see cref="SmppProtocolException"/> on a length outside 16..64 KiB, from the first four octets on.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> buffer, out PduHeader header)
    {
        header = default;
        if (buffer.Length < sizeof(uint)) return false;

        var length = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length is < Size or > MaxLength) throw new SmppProtocolException($"A PDU of {length} octets is outside 16 to {MaxLength}.");
        if (buffer.Length < length) return false;

        header = new(
            (int)length,
            (SmppCommand)BinaryPrimitives.ReadUInt32BigEndian(buffer[4..]),
            (SmppStatus)BinaryPrimitives.ReadUInt32BigEndian(buffer[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(buffer[12..]));
        return true;
    }

    /// <summary>Writes the header over the first sixteen octets and returns the length it announces.</summary>
    public int Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, Length);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], (uint)Command);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], (uint)Status);
        BinaryPrimitives.WriteUInt32BigEndian(to[12..], Sequence);
        return Length;
    }

    /// <summary>Writes a PDU that is nothing but its header: enquire_link, unbind, their answers, generic_nack.</summary>
    public static int WriteAlone(Span<byte> to, SmppCommand command, SmppStatus status, uint sequence) =>
        new PduHeader(Size, command, status, sequence).Write(to);
}
