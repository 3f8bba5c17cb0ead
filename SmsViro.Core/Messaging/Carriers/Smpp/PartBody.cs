using SmsViro.Core.Messaging.Text;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The octets of one part as short_message carries them: a concatenation header when there are several, then the text.</summary>
public static class PartBody
{
    /// <summary>Room for any part.</summary>
    public const int MaxLength = Segments.MaxOctets;

    /// <summary>Writes part <paramref name="part"/> (from 0) and returns its length; all parts of one message share <paramref name="reference"/>, whose low octet travels.</summary>
    public static int Write(Segments text, int part, ushort reference, Span<byte> to)
    {
        var total = text.Parts.Count;
        var header = total > 1 ? new ConcatHeader(reference, checked((byte)total), (byte)(part + 1)).Write(to) : 0;
        return header + text.Encode(part, to[header..]);
    }

    public static EsmClass EsmClassOf(Segments text) => text.Parts.Count > 1 ? EsmClass.UserDataHeader : EsmClass.Default;

    public static DataCoding DataCodingOf(Segments text) => text.Encoding switch
    {
        SmsEncoding.Gsm7 => DataCoding.Default,
        SmsEncoding.Ucs2 => DataCoding.Ucs2,
    };
}
