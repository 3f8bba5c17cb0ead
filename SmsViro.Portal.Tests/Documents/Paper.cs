using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;

namespace SmsViro.Portal.Tests.Documents;

/// <summary>A written PDF, read back by the file format's own rules: cross-reference stream, object streams, content streams, ToUnicode.</summary>
internal sealed partial class Paper
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly byte[] _file;
    private readonly SortedDictionary<int, string> _objects = [];

    private Paper(byte[] file)
    {
        _file = file;
        ReadObjects();
    }

    public byte[] Bytes => _file;

    /// <summary>The body of every object by its number, without the data of streams.</summary>
    public IReadOnlyDictionary<int, string> Objects => _objects;

    public IReadOnlyList<int> Pages => [.. References(Objects.Values.Single(body => body.StartsWith("<</Type/Pages", StringComparison.Ordinal)), "Kids")];

    public static Task<Paper> OfAsync(params Element[] body) => OfAsync(body.ToAsyncEnumerable());

    public static async Task<Paper> OfAsync(IAsyncEnumerable<Element> body, Action<Written>? progress = null)
    {
        using var file = new MemoryStream();
        await new PdfEngine().WriteAsync(Of(body) with { Progress = progress is null ? null : new Told(progress) }, file, TestContext.Current.CancellationToken);
        return new Paper(file.ToArray());
    }

    public static Document Of(IAsyncEnumerable<Element> body) =>
        new() { Title = "Everything we hold", Language = "en", CreatedAt = Noon, Body = body, Header = "Head", Footer = "Foot" };

    /// <summary>The operators of a page, or of any other stream.</summary>
    public string Content(int page) => Encoding.Latin1.GetString(Stream(References(Objects[page], "Contents").Single()));

    /// <summary>The text of a page in the order of its ink, without or with its artifacts (head, foot, repeated headers): each code by its font's ToUnicode, each marked piece by its ActualText. <paramref name="whole"/> reads a drawing instead of a page.</summary>
    public string Text(int page, bool artifacts = false, bool whole = false)
    {
        var fonts = FontOf().Matches(Objects[page]).ToDictionary(font => font.Groups[1].Value, font => Unicode(Number(font.Groups[2])));
        var text = new StringBuilder();
        var (artifact, replaced, font) = (false, false, "");
        foreach (Match token in Token().Matches(whole ? Encoding.Latin1.GetString(Stream(page)) : Content(page)))
        {
            if (token.Value == "/Artifact BMC") artifact = !artifacts;
            else if (token.Groups["actual"].Success)
            {
                text.Append(artifact ? "" : Utf16(token.Groups["actual"].Value));
                replaced = true;
            }
            else if (token.Value == "EMC")
            {
                artifact &= replaced;
                replaced = false;
            }
            else if (token.Groups["font"].Success) font = token.Groups["font"].Value;
            else if (token.Groups["codes"].Success && !artifact && !replaced) Append(token.Groups["codes"].Value);
        }

        return text.ToString();

        void Append(string codes)
        {
            foreach (var code in codes.Chunk(font[0] == 'B' ? 2 : 4)) text.Append(fonts[font][new string(code)]);
        }
    }

    public string Text() => string.Concat(Pages.Select(page => Text(page)));

    /// <summary>The numbers an object refers to, all of them or those of one entry.</summary>
    public static IEnumerable<int> References(string body, string? entry = null)
    {
        var scope = entry is null ? body : Regex.Match(body, $@"/{entry}\s*(\[[^\]]*\]|\d+ 0 R)").Value;
        return Reference().Matches(scope).Select(match => Number(match.Groups[1]));
    }

    public byte[] Stream(int number)
    {
        var start = _streams[number];
        using var inflated = new ZLibStream(new MemoryStream(_file, start, _file.Length - start), CompressionMode.Decompress);
        using var data = new MemoryStream();
        inflated.CopyTo(data);
        return data.ToArray();
    }

    private Dictionary<string, string> Unicode(int font)
    {
        var map = Encoding.ASCII.GetString(Stream(References(Objects[font], "ToUnicode").Single()));
        return MapEntry().Matches(map[map.IndexOf("endcodespacerange", StringComparison.Ordinal)..]).ToDictionary(entry => entry.Groups[1].Value, entry => Utf16(entry.Groups[2].Value));
    }

    private static string Utf16(string hex) => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex));

    private static int Number(Capture digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"/([FB]\d+) (\d+) 0 R")]
    private static partial Regex FontOf();

    [GeneratedRegex(@"(?<!\d)(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"<([0-9A-F]+)><([0-9A-F]*)>")]
    private static partial Regex MapEntry();

    [GeneratedRegex(@"/Artifact BMC|/ActualText<FEFF(?<actual>[0-9A-F]*)>|EMC|/(?<font>[FB]\d+) \S+ Tf|<(?<codes>[0-9A-F]+)>(?!>)")]
    private static partial Regex Token();

    private sealed class Told(Action<Written> tell) : IProgress<Written>
    {
        public void Report(Written value) => tell(value);
    }
}
