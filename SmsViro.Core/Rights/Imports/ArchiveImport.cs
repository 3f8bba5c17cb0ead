using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Imports;

/// <summary>An archive a person brings into her account: the sealed file until it is in, how far it is, and what became of every column it declares.</summary>
public sealed class ArchiveImport
{
    /// <summary>How long an archive waits for its owner's yes.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(1);

    /// <summary>How long one that stopped on the way can go on.</summary>
    public static readonly TimeSpan CanGoOn = TimeSpan.FromDays(7);

    /// <summary>Of the file that is brought.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>Of all its rows together.</summary>
    public const long MostRows = 2_000_000;

    /// <summary>Of the files in it: ours have a few for each kind of data, and a few for each month.</summary>
    public const int MostFiles = 2_000;

    /// <summary>What its files may unfold to together: the most rows at a kilobyte each, as JSON and once more as tables.</summary>
    public const long MostUnfolded = 4L << 30;

    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public ImportState State { get; set; }

    /// <summary>How the archive calls itself.</summary>
    public Sealed Reference { get; init; }

    /// <summary>When it says that it was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>True when this installation signed it; false when another did, which nobody here can judge.</summary>
    public bool IsOurs { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? BeganAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>SHA-256 of the file: the same archive is not brought in twice.</summary>
    public required byte[] Digest { get; init; }

    public long Bytes { get; init; }

    /// <summary>How many steps are done; each is one act together with this number.</summary>
    public int Position { get; set; }

    public int Steps { get; init; }

    /// <summary>Columns the archive declares; they are carried, stay behind, or were never in it.</summary>
    public int Declared { get; init; }

    public int Carried { get; init; }

    public int Behind { get; init; }

    public int Absent => Declared - Carried - Behind;

    public Scope Scope => Scope.Export(Id);

    public static Field Block { get; } = new("import.block");

    public static Field ReferenceField { get; } = new("import.reference");
}

/// <summary>Where an import is; the numbers are stored.</summary>
public enum ImportState
{
    /// <summary>Read and found whole; its owner has not said yes yet, and nothing is written.</summary>
    Offered = 0,
    Running = 1,
    Done = 2,

    /// <summary>It stopped on the way; what is in stays, and its owner can let it go on.</summary>
    Stopped = 3,

    /// <summary>It stopped and did not go on in time, or its file was lost: what is in stays, the rest does not come.</summary>
    GivenUp = 4,
}

/// <summary>What becomes of one kind of rows.</summary>
public sealed class ImportSection
{
    public Guid ImportId { get; init; }

    /// <summary>The file's name, of those we know; "other" for all others together.</summary>
    public required string Name { get; init; }

    public UserId UserId { get; init; }

    /// <summary>As its import's: both are kept as long.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>In the archive.</summary>
    public long Rows { get; init; }

    /// <summary>In the account by now.</summary>
    public long Taken { get; set; }

    /// <summary>Stayed behind by now.</summary>
    public long Left { get; set; }
}
