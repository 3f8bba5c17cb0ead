namespace SmsViro.Core.Custody;

/// <summary>Where the record of erasures lies, and how long what could undo them lives; the section <c>Custody</c>.</summary>
public sealed class CustodyOptions
{
    public const string Section = "Custody";

    /// <summary>The file of the erasure ledger, outside both databases; by default beside the root keys.</summary>
    public required string LedgerPath { get; init; }

    /// <summary>In whose name papers are signed, as readers show it; configuration key Custody:SignerName. A certificate made already keeps its name.</summary>
    public string SignerName { get; init; } = "SMSViro";

    /// <summary>How many days a backup of the data lives: what is smaller than a whole key is gone from it only then.</summary>
    public int DataBackupDays { get; init; } = 35;

    /// <summary>How many days a backup of the key store lives.</summary>
    public int KeyBackupDays { get; init; } = 35;

    /// <summary>How many days after an epoch ends its root key is destroyed.</summary>
    public int EpochGraceDays { get; init; } = 5;
}
