namespace SmsViro.Core.Custody;

/// <summary>What is kept apart from the databases does not fit them, or a backup cannot be used. Its message is one sentence for the person who runs the portal.</summary>
public class CustodyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The erasure ledger is not the one this portal wrote.</summary>
public sealed class LedgerBrokenException(string message) : CustodyException(message);
