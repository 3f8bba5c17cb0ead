using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>Bytes of PDF syntax in the making. Interpolated strings go straight in: numbers in the file's own form, whatever the culture.</summary>
internal sealed class PdfText
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public ReadOnlyMemory<byte> Memory => _bytes.WrittenMemory;

    public int Length => _bytes.WrittenCount;

    /// <summary>What was written from a place on, to be filled in.</summary>
    public Span<byte> Change(int from) => MemoryMarshal.AsMemory(_bytes.WrittenMemory)[from..].Span;

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>The handler has written by the time this is called.</summary>
    public PdfText Add([InterpolatedStringHandlerArgument("")] Interpolated text)
    {
        _ = text;
        return this;
    }

    public void Add(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Add(string ascii) => Encoding.Latin1.GetBytes(ascii, _bytes);

    public void Add<T>(T number, string? format = null) where T : IUtf8SpanFormattable
    {
        number.TryFormat(_bytes.GetSpan(32), out var length, format, CultureInfo.InvariantCulture);
        _bytes.Advance(length);
    }

    public override string ToString() => Encoding.Latin1.GetString(Written);

    /// <summary>A text string: UTF-16 in hexadecimal, which no content can break out of.</summary>
    public static string Quote(string text) => "<FEFF" + Hex(text) + ">";

    /// <summary>A byte string in hexadecimal, for names of places and for addresses.</summary>
    public static string QuoteBytes(string text) => QuoteBytes(Encoding.UTF8.GetBytes(text));

    public static string QuoteBytes(ReadOnlySpan<byte> bytes) => "<" + Convert.ToHexString(bytes) + ">";

    public static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    [InterpolatedStringHandler]
    public readonly ref struct Interpolated(int literals, int values, PdfText target)
    {
        private readonly PdfText _target = Sized(target, literals + 8 * values);

        public void AppendLiteral(string text) => _target.Add(text);

        public void AppendFormatted(string text) => _target.Add(text);

        public void AppendFormatted(PdfText text) => _target.Add(text.Written);

        public void AppendFormatted(int number) => _target.Add(number);

        public void AppendFormatted(int number, string format) => _target.Add(number, format);

        // A hundredth of a point is finer than any printer.
        public void AppendFormatted(float number) => _target.Add(MathF.Round(number, 2) + 0f, "0.##");

        private static PdfText Sized(PdfText target, int expected)
        {
            target._bytes.GetSpan(expected);
            return target;
        }
    }
}
