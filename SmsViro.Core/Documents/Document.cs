namespace SmsViro.Core.Documents;

/// <summary>One paper to be written: what it says, in reading order, and nothing about how it is drawn.</summary>
public sealed record Document
{
    /// <summary>Shown in the window of the reader and in the lists of files.</summary>
    public required string Title { get; init; }

    /// <summary>The language of the fixed words, as a BCP 47 tag ("en", "el"); a reader aloud picks her voice by it.</summary>
    public required string Language { get; init; }

    /// <summary>The only instant in the file, so that the same content at the same instant gives the same bytes.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Read once, one element at a time, and never held: a section may ask the database when its turn comes.</summary>
    public required IAsyncEnumerable<Element> Body { get; init; }

    public string Author { get; init; } = "SMSViro";

    /// <summary>Repeated at the top of every page but the first, where the title stands.</summary>
    public string Header { get; init; } = "";

    /// <summary>Repeated at the foot of every page, beside the page number.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Vouches for the finished paper; without it the paper says so by having none.</summary>
    public Signature? Signature { get; init; }

    /// <summary>Locks the paper: nothing in it can be read without. Its bytes then differ each time, because a lock needs chance.</summary>
    public Passphrase? Passphrase { get; init; }

    /// <summary>Told after every page.</summary>
    public IProgress<Written>? Progress { get; init; }
}

/// <summary>How far a document has got: finished pages and table rows.</summary>
public readonly record struct Written(int Pages, long Rows);
