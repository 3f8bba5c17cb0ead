namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Which part of which text this is (3GPP TS 23.040 clauses 9.2.3.24.1 and 9.2.3.24.8): parts of one text share a reference; numbers count from 1.</summary>
public readonly record struct ConcatHeader(ushort Reference, byte Total, byte Number)
{
    /// <summary>Octets of the header written here: the 8 bit reference every handset knows.</summary>
    public const int Size = 6;

    /// <summary>Writes the header with the low octet of the reference and returns <see cref="Size"/>.</summary>
    public int Write(Span<byte> to)
    {
        ReadOnlySpan<byte> header = [5, 0x00, 3, (byte)Reference, Total, Number];
        header.CopyTo(to);
        return Size;
    }

    /// <summary>Separates a header from its text. A header that contradicts itself, or names no parts, yields no concatenation and leaves the text behind it.</summary>
    public static ConcatHeader? Read(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> text)
    {
        text = message;
        if (message.IsEmpty || message[0] >= message.Length) return null;

        text = message[(message[0] + 1)..];
        var reader = new PduReader(message.Slice(1, message[0]));
        while (reader.Left > 0)
        {
            var element = reader.Octet();
            var value = reader.Octets(reader.Octet());
            ConcatHeader? found = (element, value.Length) switch
            {
                (0x00, 3) => new(value[0], value[1], value[2]),
                (0x08, 4) => new((ushort)(value[0] << 8 | value[1]), value[2], value[3]),
                _ => null,
            };
            if (found is { IsSound: true }) return found;
        }

        return null;
    }

    /// <summary>The same told by optional parameters (clauses 5.3.2.22 to 5.3.2.24).</summary>
    public static ConcatHeader? Read(Tlvs tlvs)
    {
        if (!tlvs.TryFind(TlvTag.SarMessageReference, out var reference) || reference.Length != 2
            || !tlvs.TryFind(TlvTag.SarTotalSegments, out var total) || total.Length != 1
            || !tlvs.TryFind(TlvTag.SarSegmentNumber, out var number) || number.Length != 1) return null;

        var header = new ConcatHeader((ushort)(reference[0] << 8 | reference[1]), total[0], number[0]);
        return header.IsSound ? header : null;
    }

    private bool IsSound => Number > 0 && Number <= Total;
}
