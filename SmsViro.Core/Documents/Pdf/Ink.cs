namespace SmsViro.Core.Documents.Pdf;

/// <summary>A colour of the printed page: the portal's light theme, every text at least 4.5:1 on white.</summary>
internal sealed class Ink
{
    public static readonly Ink Text = new(0x17191f);
    public static readonly Ink Soft = new(0x484b55);
    public static readonly Ink Quiet = new(0x63666f);
    public static readonly Ink Accent = new(0x2b44b8);
    public static readonly Ink Line = new(0xe5e4df);
    public static readonly Ink StrongLine = new(0xb9b8b1);
    public static readonly Ink NotePaper = new(0xeef1fb);
    public static readonly Ink CodePaper = new(0xf5f4f0);
    public static readonly Ink WarningPaper = new(0xfbf3e2);
    public static readonly Ink Warning = new(0xb3740b);

    private Ink(int rgb)
    {
        var fill = new PdfText();
        fill.Add($"{(rgb >> 16) / 255f} {(rgb >> 8 & 255) / 255f} {(rgb & 255) / 255f} rg\n");
        Fill = fill;
    }

    public PdfText Fill { get; }
}
