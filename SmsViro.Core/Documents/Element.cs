namespace SmsViro.Core.Documents;

/// <summary>A thing a paper can say. The list is closed: an engine draws every one of them.</summary>
public abstract record Element
{
    private protected Element()
    {
    }
}

/// <summary>A title of level 1 (the paper) to 4, listed among the bookmarks; <see cref="Anchor"/> is what <see cref="Run.Jump"/> leads to.</summary>
public sealed record Heading(int Level, string Text) : Element
{
    public string? Anchor { get; init; }
}

public sealed record Paragraph(RichText Text) : Element
{
    public Voice Voice { get; init; }
}

/// <summary>How loud a paragraph speaks: a lead under a title, the body, or a note in small grey.</summary>
public enum Voice
{
    Body,
    Lead,
    Note,
}

/// <summary>Facts with a name each, one to a line.</summary>
public sealed record KeyValues(IReadOnlyList<KeyValue> Facts) : Element;

public sealed record KeyValue(string Key, RichText Value);

/// <summary>Rows under named columns. The rows are read one at a time, so that a table may be longer than memory.</summary>
public sealed record Table(IReadOnlyList<Column> Columns, IAsyncEnumerable<Row> Rows) : Element
{
    public Table(IReadOnlyList<Column> columns, IEnumerable<Row> rows) : this(columns, rows.ToAsyncEnumerable())
    {
    }

    /// <summary>Said under the header when there is no row, so that an empty table is never mistaken for a lost one.</summary>
    public string Empty { get; init; } = "Nothing here.";
}

/// <summary>A column takes its <see cref="Weight"/>'s share of the width.</summary>
public sealed record Column(string Title, double Weight = 1)
{
    public Align Align { get; init; }
}

public enum Align
{
    Start,
    End,
}

/// <summary>A row has a cell for every column of its table; fewer or more is a defect of the report.</summary>
public sealed record Row(IReadOnlyList<RichText> Cells)
{
    public Row(params RichText[] cells) : this((IReadOnlyList<RichText>)cells)
    {
    }
}

public sealed record Bullets(IReadOnlyList<RichText> Items) : Element;

/// <summary>A boxed remark that must not be overlooked.</summary>
public sealed record Callout(Tone Tone, string Title, RichText Text) : Element;

public enum Tone
{
    Note,
    Warning,
}

/// <summary>Empty space in points (1/72 inch).</summary>
public sealed record Spacer(double Points) : Element;

/// <summary>A hairline across the page.</summary>
public sealed record Rule : Element;

public sealed record PageBreak : Element;

/// <summary>The sections of the paper, each with the page it begins on. An anchor that no heading has is a defect of the report.</summary>
public sealed record Contents(IReadOnlyList<ContentsEntry> Entries) : Element;

public sealed record ContentsEntry(string Title, string Anchor);

/// <summary>Text whose every space and line counts, such as a command to type or a digest, in letters of equal width.</summary>
public sealed record Verbatim(string Text) : Element;

/// <summary>The head of a letter: to whom on the left; from whom, and the facts such as reference and date, on the right.</summary>
public sealed record Letterhead(IReadOnlyList<string> Sender, IReadOnlyList<string> Recipient, IReadOnlyList<KeyValue> Facts) : Element;

/// <summary>The foot of a letter: a line, and under it who answers for it and in what office.</summary>
public sealed record Signatory(string Name, string Office) : Element;
