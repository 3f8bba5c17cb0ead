using System.Globalization;
using System.Security;
using System.Text;
using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>The root of the file and what it says about itself: tagged PDF 1.7, and no claim to a conformance that no validator has confirmed.</summary>
internal static class Catalog
{
    private const string Producer = "SMSViro Documents";

    public static (int Catalog, int Info) Write(PdfFile file, Document document, int pages, int structure, Outline outline, SignatureField? signature)
    {
        var title = Characters.Printable(document.Title);
        var author = Characters.Printable(document.Author);
        var metadata = file.AddStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(Metadata(document, title, author)), compress: false);

        var text = new PdfText();
        text.Add($"<</Type/Catalog/Pages {pages} 0 R{outline.Write(file)}/StructTreeRoot {structure} 0 R/MarkInfo<</Marked true>>");
        text.Add($"/Lang{PdfText.QuoteBytes(document.Language)}/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R");
        if (signature is not null) text.Add($"/AcroForm<</Fields[{signature.Widget} 0 R]/SigFlags 3>>");
        if (file.IsLocked) text.Add("/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>");
        text.Add(">>");
        var catalog = file.Add(text);

        var created = document.CreatedAt.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        text.Clear();
        text.Add($"<</Title{PdfText.Quote(title)}/Author{PdfText.Quote(author)}/Producer({Producer})/CreationDate({created})>>");
        return (catalog, file.Add(text));
    }

    private static string Metadata(Document document, string title, string author) =>
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(author)}</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(document.Language)}</rdf:li></rdf:Bag></dc:language>
        <xmp:CreateDate>{document.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}</xmp:CreateDate>
        <pdf:Producer>{Producer}</pdf:Producer>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """;
}
