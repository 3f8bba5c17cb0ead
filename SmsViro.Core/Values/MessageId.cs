using System.Buffers.Binary;

namespace SmsViro.Core.Values;

/// <summary>
/// One message: its batch (a version 7 GUID whose last four bytes are zero) and its ordinal in that batch, held in those four bytes.
/// A single message is ordinal 0, so its id is its batch's id, which is its draft's id.
/// </summary>
public readonly record struct MessageId(Guid Value)
{
    private const int OrdinalAt = 12;

    public int Ordinal
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadInt32BigEndian(bytes[OrdinalAt..]);
        }
    }

    public Guid Batch => At(Value, 0).Value;

    /// <summary>A fresh batch id; 42 random bits beside the millisecond, and UNIQUE in the table.</summary>
    public static Guid NewBatch() => At(Guid.CreateVersion7(), 0).Value;

    public static MessageId At(Guid batch, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        Span<byte> bytes = stackalloc byte[16];
        batch.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[OrdinalAt..], ordinal);
        return new MessageId(new Guid(bytes, bigEndian: true));
    }

    public override string ToString() => Value.ToString("N");
}
