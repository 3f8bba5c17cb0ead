namespace SmsViro.Core.Encryption;

/// <summary>How opening a sealed value ended. Erased and Damaged are answers, not errors: a page of fifty rows shows the other forty-nine.</summary>
public enum OpenStatus
{
    Ok,

    /// <summary>The key of its scope is gone, or the value was scrubbed.</summary>
    Erased,

    /// <summary>The bytes are not what was sealed for this row, column and scope.</summary>
    Damaged,
}

/// <summary>An opened text; <see cref="Text"/> is there when the status is Ok.</summary>
public readonly record struct Opened(OpenStatus Status, string? Text)
{
    // A record prints its members; this one would print a personal value into a log.
    public override string ToString() => $"opened({Status})";
}

/// <summary>Opened bytes; <see cref="Bytes"/> is there when the status is Ok.</summary>
public readonly record struct OpenedBytes(OpenStatus Status, byte[]? Bytes);
