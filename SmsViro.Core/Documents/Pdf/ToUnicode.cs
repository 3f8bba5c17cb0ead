namespace SmsViro.Core.Documents.Pdf;

/// <summary>The map from character codes back to text (ISO 32000-1, 9.10.3) that copying and searching read.</summary>
internal static class ToUnicode
{
    private const int MostInOneBlock = 100;

    /// <summary>Code i, of one byte or two, stands for the i-th text; a code without text is left out.</summary>
    public static int Write(PdfFile file, int bytes, IReadOnlyList<string> texts)
    {
        var map = new PdfText();
        map.Add("/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n");
        map.Add("/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange\n");
        map.Add(bytes == 1 ? "<00><FF>\nendcodespacerange\n" : "<0000><FFFF>\nendcodespacerange\n");
        foreach (var block in texts.Select((text, code) => (code, text)).Where(entry => entry.text.Length > 0).Chunk(MostInOneBlock))
        {
            map.Add($"{block.Length} beginbfchar\n");
            foreach (var (code, text) in block) map.Add($"<{code.ToString(bytes == 1 ? "X2" : "X4", null)}><{PdfText.Hex(text)}>\n");
            map.Add("endbfchar\n");
        }

        map.Add("endcmap CMapName currentdict/CMap defineresource pop end end\n");
        return file.AddStream("", map.Written);
    }
}
