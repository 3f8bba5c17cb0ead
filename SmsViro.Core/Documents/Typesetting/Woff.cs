using System.Buffers.Binary;
using System.IO.Compression;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>WOFF 1.0 is a font with every table compressed by itself; this puts the plain font back together.</summary>
internal static class Woff
{
    private const uint Signature = 0x774F4646;
    private const int Header = 44, Entry = 20, PlainHeader = 12, PlainEntry = 16;

    /// <summary>The font as OpenType, pinned because HarfBuzz reads it where it lies.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> file)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(file) != Signature) return Pinned(file);

        var tables = BinaryPrimitives.ReadUInt16BigEndian(file[12..]);
        var size = PlainHeader + PlainEntry * tables;
        for (var i = 0; i < tables; i++) size += Padded(BinaryPrimitives.ReadInt32BigEndian(file[(Header + Entry * i + 12)..]));

        var font = GC.AllocateArray<byte>(size, pinned: true);
        file[4..8].CopyTo(font);
        var halvings = (int)Math.Log2(tables);
        Span<int> search = [tables, 16 << halvings, halvings, (tables << 4) - (16 << halvings)];
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4 + 2 * i), (ushort)search[i]);

        // entry := { tag | offset | compressed length | length | checksum }, in order of tags as a plain font wants it
        var at = PlainHeader + PlainEntry * tables;
        for (var i = 0; i < tables; i++)
        {
            var entry = file.Slice(Header + Entry * i, Entry);
            var offset = BinaryPrimitives.ReadInt32BigEndian(entry[4..]);
            var packed = BinaryPrimitives.ReadInt32BigEndian(entry[8..]);
            var length = BinaryPrimitives.ReadInt32BigEndian(entry[12..]);
            Inflate(file.Slice(offset, packed), font.AsSpan(at, length));

            var plain = font.AsSpan(PlainHeader + PlainEntry * i, PlainEntry);
            entry[..4].CopyTo(plain);
            entry[16..20].CopyTo(plain[4..]);
            BinaryPrimitives.WriteInt32BigEndian(plain[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(plain[12..], length);
            at += Padded(length);
        }

        return font;
    }

    private static void Inflate(ReadOnlySpan<byte> packed, Span<byte> table)
    {
        if (packed.Length == table.Length)
        {
            packed.CopyTo(table);
            return;
        }

        using var inflated = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        inflated.ReadExactly(table);
    }

    private static byte[] Pinned(ReadOnlySpan<byte> file)
    {
        var font = GC.AllocateArray<byte>(file.Length, pinned: true);
        file.CopyTo(font);
        return font;
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
