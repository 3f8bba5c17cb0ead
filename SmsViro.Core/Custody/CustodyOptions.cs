namespace SmsViro.Core.Custody;

/// <summary>Where the record of erasures lies: outside both databases, so that no restore brings back what was erased.</summary>
public sealed class CustodyOptions
{
    /// <summary>The file of the erasure ledger; configuration key Custody:LedgerPath, by default beside the root keys.</summary>
    public required string LedgerPath { get; init; }

    /// <summary>In whose name papers are signed, as readers show it; configuration key Custody:SignerName. A certificate made already keeps its name.</summary>
    public string SignerName { get; init; } = "SMSViro";
}
