namespace SmsViro.Core.Documents.Pdf;

/// <summary>How a kind of text looks: sizes and distances in points.</summary>
internal sealed record TypeStyle(float Size, float Leading, Ink Ink)
{
    public bool Bold { get; init; }

    public float Before { get; init; }

    public float After { get; init; }

    /// <summary>From the top of a line to where its letters stand.</summary>
    public float Baseline => (Leading + Size * .72f) / 2;

    public static readonly TypeStyle Body = new(9.5f, 14.2f, Ink.Text) { After = 7 };
    public static readonly TypeStyle Lead = new(11.5f, 17, Ink.Soft) { After = 12 };
    public static readonly TypeStyle Note = new(8, 11.6f, Ink.Quiet) { After = 7 };
    public static readonly TypeStyle Cell = new(8.5f, 12.2f, Ink.Text);
    public static readonly TypeStyle ColumnTitle = new(7.5f, 10.6f, Ink.Quiet) { Bold = true };
    public static readonly TypeStyle Key = new(9, 14.2f, Ink.Quiet);
    public static readonly TypeStyle CalloutTitle = new(9.5f, 14.2f, Ink.Text) { Bold = true, After = 1 };
    public static readonly TypeStyle Verbatim = new(8.5f, 12.6f, Ink.Text);
    public static readonly TypeStyle Sender = new(8.5f, 12.6f, Ink.Text);
    public static readonly TypeStyle Furniture = new(7.5f, 10, Ink.Quiet);
    public static readonly TypeStyle Brand = new(8.5f, 10, Ink.Accent) { Bold = true };

    private static readonly TypeStyle[] Headings =
    [
        new(23, 29, Ink.Text) { Bold = true, After = 7 },
        new(14.5f, 19, Ink.Text) { Bold = true, Before = 20, After = 7 },
        new(11, 15, Ink.Text) { Bold = true, Before = 13, After = 4 },
        new(9.5f, 14.2f, Ink.Soft) { Bold = true, Before = 9, After = 2 },
    ];

    public static TypeStyle HeadingOf(int level) => Headings[level - 1];

    public static TypeStyle Of(Voice voice) => voice switch
    {
        Voice.Body => Body,
        Voice.Lead => Lead,
        Voice.Note => Note,
    };
}
