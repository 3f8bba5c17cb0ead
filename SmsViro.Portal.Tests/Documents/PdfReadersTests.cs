using System.Text;
using System.Text.RegularExpressions;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;
using SmsViro.Core.Documents.Unicode;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Documents;

/// <summary>What other people's readers make of our papers.</summary>
public sealed partial class PdfReadersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smsviro-pdf").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Samples.Scripts), MemberType = typeof(Samples))]
    public async Task Pdftotext_copies_every_script(string script, string text)
    {
        var copied = await ReadAsync("pdftotext", ["-enc", "UTF-8", "{}", "-"], new Heading(1, script), new Paragraph(text));

        Assert.Contains(Plain(text), Plain(copied));
    }

    [Theory]
    [MemberData(nameof(Samples.Scripts), MemberType = typeof(Samples))]
    public async Task Pdftotext_copies_every_script_out_of_a_narrow_cell(string script, string text)
    {
        var table = new Table([new("Script"), new("Text", 3)], Enumerable.Repeat(new Row(script, text), 30));

        // Out of a table poppler gives lines as they stand on paper, so words that read to the left come one by one.
        var turned = Samples.IsTurned(script);
        var copied = await ReadAsync("pdftotext", [turned ? "-layout" : "-raw", "-enc", "UTF-8", "{}", "-"], table);

        Assert.All(
            turned ? text.Split(' ') : [Bare(text)],
            piece => Assert.Equal(30, turned ? Plain(copied).Split(' ').Count(word => word == piece) : Regex.Count(Bare(copied), Regex.Escape(piece))));
    }

    [Fact]
    public async Task Pdftotext_copies_a_character_of_no_font()
    {
        var copied = await ReadAsync("pdftotext", ["{}", "-"], new Paragraph("አማርኛ ქართული \U000103A0 \uE000"));

        Assert.Contains("አማርኛ ქართული \U000103A0 \uE000", copied);
    }

    [Fact]
    public async Task Every_page_says_its_number_and_how_many_there_are()
    {
        var copied = await ReadAsync("pdftotext", ["{}", "-"], new Paragraph("one"), new PageBreak(), new Paragraph("two"), new PageBreak(), new Paragraph("three"));

        Assert.Equal(["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"], PageNumber().Matches(copied).Select(match => match.Value));
    }

    [Fact]
    public async Task Qpdf_finds_nothing_to_complain_about()
    {
        var rows = Enumerable.Range(0, 400).Select(i => new Row($"{i}", i % 2 == 0 ? Samples.Hindi : Samples.Arabic));

        var verdict = await ReadAsync("qpdf", ["--check", "{}"],
            new Heading(1, "Paper"), new Paragraph(Run.Link("policy", new Uri("https://smsviro.example"))), new Table([new("N"), new("Text", 5)], rows));

        Assert.Contains("No syntax or stream encoding errors found", verdict);
    }

    [Fact]
    public async Task Hostile_text_leaves_a_sound_file_and_is_copied_as_it_was()
    {
        string[] texts =
        [
            "a\0b\u0001\u001Bc", ") Tj ET Q << /S /JavaScript /JS (app.alert(1)) >> endobj endstream xref trailer %%EOF", "<FEFF0041> BDC EMC \\) ]TJ /Artifact BMC",
            "invoice\u202Efdp.exe\u202C end", "\u2067never ended \u202E\u202D 12", new('w', 100_000), "z" + string.Concat(Enumerable.Range(0x300, 0x40).Select(mark => (char)mark)), "\uD83D half \uDE00",
        ];
        var body = texts.SelectMany(text => new Element[] { new Heading(2, text[..Math.Min(text.Length, 200)]), new Paragraph(text), new Table([new("Text")], [new Row(text[..Math.Min(text.Length, 3000)])]) }).ToArray();

        Assert.Contains("No syntax or stream encoding errors found", await ReadAsync("qpdf", ["--check", "{}"], body));
        var copied = Bare(await ReadAsync("pdftotext", ["-raw", "-nopgbrk", "-enc", "UTF-8", "{}", "-"], [.. texts.Select(text => new Paragraph(text))]));
        copied = Furniture().Replace(copied, "");
        Assert.All(texts, text => Assert.True(copied.Contains(Bare(Characters.Printable(text)), StringComparison.Ordinal), text[..Math.Min(text.Length, 40)]));
        var structure = await ReadAsync("pdfinfo", ["-struct-text", "{}"], body);
        Assert.Equal(2 * texts.Length, Regex.Count(structure, @"\bH2\b|\bTable\b"));
    }

    [Fact]
    public async Task A_locked_paper_opens_with_its_passphrase_alone()
    {
        Assert.True(Passphrase.TryParse("korrekt Pferd Ångström 馬", out var passphrase));
        var path = Path.Combine(_folder, "locked.pdf");
        var rows = Enumerable.Range(0, 300).Select(i => new Row($"row {i}"));
        Element[] body = [new Heading(1, "Secret"), new Paragraph(Samples.Thai), new Table([new("N")], rows)];
        await using (var file = File.Create(path))
            await new PdfEngine().WriteAsync(Paper.Of(body.ToAsyncEnumerable()) with { Passphrase = passphrase }, file, TestContext.Current.CancellationToken);

        var check = await Reader.RunAsync("qpdf", ["--check", "--password=korrekt Pferd Ångström 馬", path]);
        Assert.Contains("No syntax or stream encoding errors found", check.Answer);
        Assert.Contains("AESv3", (await Reader.RunAsync("qpdf", ["--show-encryption", "--password=korrekt Pferd Ångström 馬", path])).Answer);
        Assert.Contains(Plain(Samples.Thai), Plain((await Reader.RunAsync("pdftotext", ["-upw", "korrekt Pferd Ångström 馬", "-enc", "UTF-8", path, "-"])).Answer));
        Assert.Contains("invalid password", (await Reader.RunAsync("qpdf", ["--check", "--password=korrekt Pferd Angstrom 馬", path])).Errors);
        Assert.NotEqual(0, (await Reader.RunAsync("pdftotext", [path, "-"])).Code);
        Assert.DoesNotContain("Secret", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("eleven char", false)]
    [InlineData("twelve chars", true)]
    [InlineData("line\nbreaks are no keys", false)]
    [InlineData("áááááááááááááááááááááááááááááááááááááááááááááááááááááááááááááááá", false)]
    public void A_passphrase_is_long_enough_and_can_be_typed(string words, bool good) => Assert.Equal(good, Passphrase.TryParse(words, out _));

    [Fact]
    public void Half_a_character_is_no_key() => Assert.False(Passphrase.TryParse("half of a horse \uD83D", out _));

    [Fact]
    public async Task Pdfinfo_reads_the_structure_aloud()
    {
        var structure = await ReadAsync("pdfinfo", ["-struct-text", "{}"],
            new Heading(1, "Paper") { Anchor = "top" }, new Contents([new("Paper", "top")]), new KeyValues([new("Name", "Eleni")]), new Bullets(["first"]), new Paragraph("by\nhand"),
            new Table([new("Sent"), new("Text")], [new Row("today", "a text that is broken over two lines at least, since its column is narrow")]));

        Assert.Equal(
            "Document H1 'Paper' TOC TOCI Link (inline) 'Paper' Object '1' Table TR TH /Scope/Row 'Name' TD 'Eleni' L LI Lbl '•' LBody 'first' P 'by hand' " +
            "Table THead TR TH /Scope/Column 'Sent' TH /Scope/Column 'Text' " +
            "TBody TR TD 'today' TD 'a text that is broken over two lines at least, since its column is narrow'",
            Spaces().Replace(Numbers().Replace(structure, "").Replace("(block)", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal)
                .Replace('"', '\'').Replace("/Scope /", "/Scope/", StringComparison.Ordinal), " ").Trim());
    }

    [Fact]
    public async Task Pdffonts_sees_only_embedded_subsets_that_map_to_text()
    {
        var fonts = await ReadAsync("pdffonts", ["{}"], [.. Samples.Scripts.Select(row => new Paragraph(row.Data.Item2))]);

        var lines = fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.True(lines.Length >= 7);
        Assert.All(lines, line => Assert.Matches(@"CID TrueType\s+Identity-H\s+yes yes yes", line));
    }

    private async Task<string> ReadAsync(string tool, string[] arguments, params Element[] body)
    {
        var path = Path.Combine(_folder, "paper.pdf");
        await File.WriteAllBytesAsync(path, (await Paper.OfAsync(body)).Bytes, TestContext.Current.CancellationToken);
        var (code, answer, errors) = await Reader.RunAsync(tool, arguments.Select(argument => argument == "{}" ? path : argument));
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return answer;
    }

    // Poppler breaks lines where the paper does, and frames what reads to the left in marks of its own.
    private static string Plain(string text) => Spaces().Replace(Marks().Replace(text, ""), " ");

    private static string Bare(string text) => Spaces().Replace(Marks().Replace(text, ""), "");

    [GeneratedRegex(@"(?<=Object) \d+ \d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[\u200E\u200F\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"SMSViro(?:Head)?(?:Page\d+of\d+)?|Page\d+of\d+|Foot")]
    private static partial Regex Furniture();

    [GeneratedRegex(@"Page \d+ of \d+")]
    private static partial Regex PageNumber();
}
