using System.Buffers.Binary;
using System.Text;

namespace SmsViro.Core.Encryption;

/// <summary>What a value is bound to, rebuilt at every sealing and opening and never stored: <c>label | header | u16 length + field | u16 length + scope | row id</c>.</summary>
internal static class AssociatedData
{
    public const int MaxLength = 20 + 40 + 2 + Field.MaxLength + 2 + Scope.MaxLength + 16;

    public static int Write(Span<byte> to, ReadOnlySpan<byte> label, ReadOnlySpan<byte> header, Field field, ReadOnlySpan<byte> scope, Guid row)
    {
        label.CopyTo(to);
        var at = label.Length;
        header.CopyTo(to[at..]);
        at += header.Length;
        // to := { label | header

        BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)field.Name.Length);
        at += 2;
        at += Encoding.ASCII.GetBytes(field.Name, to[at..]);
        // to := { label | header | u16 + field

        BinaryPrimitives.WriteUInt16BigEndian(to[at..], (ushort)scope.Length);
        scope.CopyTo(to[(at + 2)..]);
        at += 2 + scope.Length;
        row.TryWriteBytes(to[at..], bigEndian: true, out _);
        // to := { label | header | u16 + field | u16 + scope | row }

        return at + 16;
    }
}
