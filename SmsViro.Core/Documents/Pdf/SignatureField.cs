using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// The signature of a file (ISO 32000-1, 12.8): a field without ink on the first page, and its dictionary with the byte range that is signed, which is
/// everything but the signature's own digits.
/// </summary>
internal sealed class SignatureField(PdfFile file, Signature signature, DateTimeOffset at)
{
    internal const string Range = "/ByteRange[";
    internal const int Digits = 10;

    private const string Unknown = "0000000000";

    /// <summary>The object of the field on the first page.</summary>
    public int Widget { get; } = file.Reserve();

    /// <summary>The object of the signature's dictionary.</summary>
    public int Number { get; } = file.Reserve();

    // Hidden from print and from sight: the paper says in words who signed it.
    public void WriteWidget(int page)
    {
        var text = new PdfText();
        text.Add($"<</Type/Annot/Subtype/Widget/FT/Sig/T{PdfText.Quote("Signature")}/F 132/Rect[0 0 0 0]/P {page} 0 R/V {Number} 0 R>>");
        file.Put(Widget, text);
    }

    /// <summary>The dictionary with room for what is not known yet; <paramref name="quote"/> writes its strings as the file locks them.</summary>
    public PdfText Write(Func<byte[], string> quote)
    {
        var text = new PdfText();
        text.Add("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached");
        text.Add($"/Name{quote(Utf16(signature.Signer))}/Reason{quote(Utf16(signature.Reason))}");
        text.Add($"/M{quote(Encoding.ASCII.GetBytes(at.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)))}");
        text.Add($"{Range}0 {Unknown} {Unknown} {Unknown}]/Contents<{new string('0', 2 * signature.Room)}>>>");
        return text;
    }

    /// <summary>Fills in the range and the signature.</summary>
    /// <param name="held">The end of the file from the dictionary on.</param>
    /// <param name="length">The length of the file.</param>
    /// <param name="digest">Has read the file up to there.</param>
    public void Sign(Span<byte> held, long length, IncrementalHash digest)
    {
        var range = held.IndexOf(Encoding.ASCII.GetBytes(Range)) + Range.Length + "0 ".Length;
        var open = held[range..].IndexOf((byte)'<') + range;
        var close = open + (2 * signature.Room) + 2;
        var before = length - held.Length;
        Fill(held[range..], before + open);
        Fill(held[(range + Digits + 1)..], before + close);
        Fill(held[(range + 2 * (Digits + 1))..], held.Length - close);

        digest.AppendData(held[..open]);
        digest.AppendData(held[close..]);
        var signed = signature.Sign(digest.GetCurrentHash());
        if (signed.Length > signature.Room) throw new InvalidOperationException("The signature is longer than the room that was asked for it.");

        Encoding.ASCII.GetBytes(Convert.ToHexString(signed), held[(open + 1)..close]);
    }

    private static void Fill(Span<byte> place, long number) => number.TryFormat(place[..Digits], out _, "D10", CultureInfo.InvariantCulture);

    private static byte[] Utf16(string text) => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Characters.Printable(text))];
}
