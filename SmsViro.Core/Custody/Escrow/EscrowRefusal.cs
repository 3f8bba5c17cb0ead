namespace SmsViro.Core.Custody.Escrow;

/// <summary>Why an escrow of the root keys was not written, opened or put back.</summary>
public enum EscrowRefusal
{
    /// <summary>A token or a key service keeps the root keys, and hands none out.</summary>
    NotOurs,

    /// <summary>There is no root key yet.</summary>
    NoKeys,

    /// <summary>The passphrase has fewer than <see cref="ExportRootKeys.LeastPassphrase"/> characters.</summary>
    ShortPassphrase,

    /// <summary>The file is there already.</summary>
    FileExists,

    /// <summary>The file cannot be read or written.</summary>
    NoFile,

    /// <summary>The file is no escrow, or not whole.</summary>
    NoEscrow,

    /// <summary>The passphrase is another, or somebody changed the file.</summary>
    DoesNotOpen,
}
