using System.Text;
using System.Text.RegularExpressions;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;

namespace SmsViro.Portal.Tests.Documents;

public partial class PdfEngineTests
{
    private static readonly Element[] Everything =
    [
        new Heading(1, "Everything we hold"), new Paragraph("A lead") { Voice = Voice.Lead },
        new Callout(Tone.Note, "Mind", new RichText("Read ", Run.Bold("this"), " and ", Run.Link("that", new Uri("https://smsviro.example/privacy")))),
        new Heading(2, "Profile") { Anchor = "profile" }, new KeyValues([new("Name", "Ελένη"), new("Phone", Run.Mono("+30 691"))]),
        new Bullets(["one", Run.Jump("profile", "profile")]), new Callout(Tone.Warning, "Careful", "Two values are damaged."),
        new Heading(3, "Deeper"), new Rule(), new Spacer(12), new Paragraph("A note") { Voice = Voice.Note }, new PageBreak(),
        new Heading(2, "Messages"), new Table([new("Sent"), new("Text", 3), new("Price") { Align = Align.End }], Rows(60)), new Table([new("None")], Rows(0)),
        new Paragraph(Samples.Arabic), new Paragraph(Samples.Hindi), new Paragraph("\u05E9 \U00010380"),
    ];

    [Fact]
    public async Task The_same_document_gives_the_same_bytes()
    {
        var one = await Paper.OfAsync(Everything);
        var other = await Paper.OfAsync(Everything);

        Assert.Equal(one.Bytes, other.Bytes);
    }

    [Fact]
    public async Task Documents_written_at_once_do_not_disturb_each_other()
    {
        var alone = await Paper.OfAsync(Everything);

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Paper.OfAsync(Everything))));

        Assert.All(together, paper => Assert.Equal(alone.Bytes, paper.Bytes));
    }

    [Fact]
    public async Task Every_reference_leads_to_an_object()
    {
        var paper = await Paper.OfAsync(Everything);

        var dangling = from body in paper.Objects.Values from number in Paper.References(body) where !paper.Objects.ContainsKey(number) select body;
        Assert.Empty(dangling);
    }

    [Fact]
    public async Task Every_page_opens_and_closes_its_marks_and_texts_in_order()
    {
        var paper = await Paper.OfAsync(Everything);

        foreach (var page in paper.Pages)
        {
            var open = new Stack<string>();
            foreach (Match found in Bracket().Matches(paper.Content(page)))
            {
                if (found.Value is "BDC" or "BMC" or "BT" or "q") open.Push(found.Value);
                else Assert.Equal(found.Value switch { "ET" => "BT", "Q" => "q", _ => "mark" }, open.Pop() is var last && last is "BDC" or "BMC" ? "mark" : last);
            }

            Assert.Empty(open);
        }
    }

    [Fact]
    public async Task Every_piece_of_ink_belongs_to_an_element_and_every_element_to_the_tree()
    {
        var paper = await Paper.OfAsync(Everything);

        var elements = paper.Objects.Where(item => item.Value.StartsWith("<</Type/StructElem", StringComparison.Ordinal)).ToDictionary();
        foreach (var page in paper.Pages)
        {
            var marks = Regex.Count(paper.Content(page), "/MCID ");
            var named = elements.Values.Where(body => body.Contains($"/Pg {page} 0 R", StringComparison.Ordinal)).ToList();
            Assert.True(marks > 0);
            Assert.Equal(marks, named.Sum(body => MarksOn(body, page)));
        }

        foreach (var (number, body) in elements)
        {
            var parent = paper.Objects[Paper.References(body, "P").Single()];
            Assert.Contains(number, Paper.References(parent, "K"));
        }
    }

    [Theory]
    [MemberData(nameof(Samples.Scripts), MemberType = typeof(Samples))]
    public async Task Every_script_is_copied_as_it_was_typed(string script, string text)
    {
        var paper = await Paper.OfAsync(new Paragraph(text));

        Assert.Equal(Samples.IsTurned(script) ? Turned(text) : text, paper.Text());
    }

    [Fact]
    public async Task Digits_brackets_and_the_full_stop_of_an_arabic_sentence_stand_where_they_are_read()
    {
        var paper = await Paper.OfAsync(new Paragraph("رمز 481516 (SMSViro)."));

        // From left to right on paper; the brackets are drawn as each other's mirror and copied as typed.
        Assert.Equal(".)SMSViro( 481516 " + Turned("رمز"), paper.Text());
    }

    [Fact]
    public async Task Text_that_reads_to_the_left_is_told_in_reading_order_to_a_reader_aloud()
    {
        var paper = await Paper.OfAsync(new Paragraph(Samples.Arabic));

        var spoken = "/ActualText" + Quoted(Samples.Arabic);
        Assert.Single(paper.Objects.Values, body => body.StartsWith("<</Type/StructElem/S/P/", StringComparison.Ordinal) && body.Contains(spoken, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ქართული አማርኛ བོད་")]
    [InlineData("private \uE000 and old Persian \U000103A0")]
    [InlineData("zalgo z\u0353\u035B\u0489 z")]
    public async Task A_character_of_no_font_is_a_box_that_copies_as_itself(string text)
    {
        var paper = await Paper.OfAsync(new Paragraph(text));

        var box = Assert.Single(paper.Objects.Values, body => body.Contains("/Subtype/Type3", StringComparison.Ordinal));
        Assert.All(Paper.References(box, "Contents"), drawing => Assert.Contains(" re S", Encoding.ASCII.GetString(paper.Stream(drawing))));
        Assert.Equal(text.Order(), paper.Text().Order());
    }

    [Fact]
    public async Task Halves_of_characters_and_controls_are_shown_as_unknown()
    {
        var paper = await Paper.OfAsync(new Paragraph("a\0b \uD800 c\u001B"));

        Assert.Equal("a\uFFFDb \uFFFD c\uFFFD", paper.Text());
    }

    [Theory]
    [InlineData(") Tj ET Q << /JS (app.alert(1)) /S /JavaScript >> endobj endstream xref trailer %%EOF")]
    [InlineData("<FEFF0041> BDC EMC \\) \\( ]TJ /Artifact BMC")]
    [InlineData("https://evil.example/ javascript:alert(1) -> \u202E gpj.exe \u2066 \u2069")]
    public async Task Hostile_text_stays_text_wherever_it_stands(string text)
    {
        var paper = await Paper.OfAsync(
            new Heading(1, text) { Anchor = text }, new Paragraph(text), new KeyValues([new(text, text)]), new Callout(Tone.Note, text, text),
            new Bullets([text, Run.Jump(text, text)]), new Table([new(text)], [new Row(text)]) { Empty = text });

        Assert.DoesNotContain(paper.Objects.Values, body => Regex.IsMatch(body, "/JS|/JavaScript|/Launch|/URI"));
        Assert.Contains(Turns(text) ? "javascript:alert(1)" : text.Split(' ')[0], paper.Text());
    }

    [Fact]
    public async Task A_word_without_end_is_cut_into_lines_and_loses_nothing()
    {
        var word = new string('x', 100_000);

        var paper = await Paper.OfAsync(new Paragraph(word), new Table([new("Code"), new("Word", 4)], [new Row(word[..5000], "short")]));

        Assert.InRange(paper.Pages.Count, 10, 60);
        Assert.Equal(105_000, paper.Text().Count(character => character == 'x'));
    }

    [Fact]
    public async Task A_row_longer_than_a_page_goes_on_under_the_same_header()
    {
        var text = string.Join(' ', Enumerable.Range(1, 3000));

        var paper = await Paper.OfAsync(new Table([new("Number"), new("Everything", 2)], [new Row("1", text)]));

        Assert.True(paper.Pages.Count > 2);
        Assert.Contains(text, paper.Text().Replace("NumberEverything1", "", StringComparison.Ordinal));
        Assert.Equal(2, paper.Objects.Values.Count(body => body.Contains("/Scope/Column", StringComparison.Ordinal)));
        Assert.All(paper.Pages, page => Assert.Contains("NumberEverything", paper.Text(page, artifacts: true)));
        Assert.All(paper.Pages.Skip(1), page => Assert.DoesNotContain("NumberEverything", paper.Text(page)));
    }

    [Fact]
    public async Task A_table_without_rows_says_so()
    {
        var paper = await Paper.OfAsync(new Table([new("A"), new("B")], Rows(0)) { Empty = "No message was ever sent." });

        Assert.Contains("No message was ever sent.", paper.Text());
    }

    [Fact]
    public async Task A_row_that_does_not_fit_its_table_is_a_defect() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Paper.OfAsync(new Table([new("A"), new("B")], [new Row("alone")])));

    [Fact]
    public async Task Bookmarks_are_nested_as_the_headings_are()
    {
        var paper = await Paper.OfAsync(new Heading(1, "Paper"), new Heading(2, "One"), new Heading(3, "Deep"), new Heading(2, "Two"));

        string Item(string title) => paper.Objects.Single(item => item.Value.StartsWith("<</Title" + Quoted(title), StringComparison.Ordinal)).Value;
        string Parent(string title) => paper.Objects[Paper.References(Item(title), "Parent").Single()];
        Assert.Equal(Item("Paper"), Parent("One"));
        Assert.Equal(Item("One"), Parent("Deep"));
        Assert.Equal(Item("Paper"), Parent("Two"));
        Assert.Equal(Item("Two"), paper.Objects[Paper.References(Item("One"), "Next").Single()]);
    }

    [Fact]
    public async Task Contents_name_the_page_that_each_section_begins_on()
    {
        var paper = await Paper.OfAsync(
            new Heading(1, "Paper"), new Contents([new("Profile", "profile"), new("Messages", "messages")]), new PageBreak(),
            new Heading(2, "Profile") { Anchor = "profile" }, new PageBreak(), new Heading(2, "Messages") { Anchor = "messages" });

        var numbers = Paper.References(paper.Objects[paper.Pages[0]]).Where(number => paper.Objects[number].Contains("/BBox[-80", StringComparison.Ordinal)).Select(number => paper.Text(number, whole: true)).ToList();
        Assert.Equal(["3", "2", "3"], numbers);
        Assert.Equal(2, paper.Objects.Values.Count(body => body.Contains("/S/TOCI/", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Paper.OfAsync(new Contents([new("Nowhere", "nowhere")])));
    }

    [Fact]
    public async Task A_letter_says_who_writes_to_whom_about_what_and_who_answers_for_it()
    {
        var paper = await Paper.OfAsync(
            new Letterhead(["SMSViro Ltd", "1 Quay"], ["Ελένη Παπαδοπούλου", "eleni@example.com"], [new("Reference", "E-7K3M"), new("Date", "26 November 2026")]),
            new Heading(2, "Your request"), new Paragraph("We have erased it."), new Verbatim("sha256  0f\n  two"), new Signatory("Data protection", "SMSViro Ltd"));

        Assert.Equal("SMSViro Ltd1 QuayReferenceE-7K3MDate26 November 2026Ελένη Παπαδοπούλουeleni@example.comYour requestWe have erased it.sha256  0f   twoData protectionSMSViro Ltd", paper.Text());
    }

    [Theory]
    [InlineData("直骨", "sc-")]
    [InlineData("直骨です", "jp-")]
    [InlineData("直 한", "kr-")]
    public async Task Han_characters_look_as_the_language_around_them_writes_them(string text, string font)
    {
        var paper = await Paper.OfAsync(new Paragraph(text));

        Assert.Contains(paper.Objects.Values, body => body.Contains("noto-sans-" + font, StringComparison.Ordinal));
        Assert.Equal(text, paper.Text());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("relative")]
    public void A_link_leads_to_the_web_or_nowhere(string address) =>
        Assert.Throws<ArgumentException>(() => Run.Link("here", new Uri(address, UriKind.RelativeOrAbsolute)));

    [Fact]
    public async Task A_link_says_where_it_leads_and_belongs_to_its_text()
    {
        var paper = await Paper.OfAsync(new Paragraph(new RichText("See ", Run.Link("our policy", new Uri("https://smsviro.example/a?b=(1)")), ".")));

        var (number, link) = Assert.Single(paper.Objects, item => item.Value.StartsWith("<</Type/Annot/Subtype/Link", StringComparison.Ordinal));
        Assert.Contains("/URI<" + Convert.ToHexString("https://smsviro.example/a?b=(1)"u8), link);
        Assert.Contains("/Contents" + Quoted("https://smsviro.example/a?b=(1)"), link);
        Assert.Contains(paper.Objects.Values, body => body.Contains("/S/Link", StringComparison.Ordinal) && body.Contains($"/Obj {number} 0 R", StringComparison.Ordinal));
        Assert.Equal("See our policy.", paper.Text());
    }

    [Fact]
    public async Task Stops_when_told_to()
    {
        using var cancelled = new CancellationTokenSource();
        var document = Paper.Of(Forever(cancelled).ToAsyncEnumerable());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PdfEngine().WriteAsync(document, Stream.Null, cancelled.Token));

        static IEnumerable<Element> Forever(CancellationTokenSource cancelled)
        {
            for (var i = 0; ; i++)
            {
                if (i == 100) cancelled.Cancel();
                yield return new Paragraph("again");
            }
        }
    }

    private static IEnumerable<Row> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => new Row($"2026-11-{i % 30 + 1:00}", $"Message {i} of many, on its way", "0.045 EUR"));

    // The marks an element names on a page: plain numbers on its first page, MCR entries on others.
    private static int MarksOn(string element, int page)
    {
        var kids = Regex.Match(element, @"/K\[(.*)\]>>$").Groups[1].Value;
        var elsewhere = Regex.Count(kids, $@"/MCR/Pg {page} 0 R");
        var plain = Regex.Replace(kids, "<<.*?>>", "").Replace(" 0 R", "r", StringComparison.Ordinal);
        var here = Regex.IsMatch(element, $@"/Pg {page} 0 R.*?/K\[") ? Regex.Count(plain, @"\b\d+\b") : 0;
        return here + elsewhere;
    }

    private static string Turned(string text) => string.Concat(text.Reverse());

    private static bool Turns(string text) => text.Contains('\u202E', StringComparison.Ordinal);

    private static string Quoted(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    [GeneratedRegex(@"\b(BDC|BMC|EMC|BT|ET)\b|(?<=^|\n)q\b|\bQ(?=\n)")]
    private static partial Regex Bracket();
}
