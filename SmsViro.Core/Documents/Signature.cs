namespace SmsViro.Core.Documents;

/// <summary>Vouches for a paper as it is written: a reader shows who signed it, and that no byte was changed since.</summary>
public sealed record Signature
{
    /// <summary>Who signs, as readers show it.</summary>
    public required string Signer { get; init; }

    /// <summary>Why, as readers show it.</summary>
    public required string Reason { get; init; }

    /// <summary>Turns the SHA-256 digest of what is signed into a detached PKCS#7 signature (RFC 5652, DER).</summary>
    public required Func<ReadOnlyMemory<byte>, byte[]> Sign { get; init; }

    /// <summary>The room to leave for it: no answer of <see cref="Sign"/> has more bytes.</summary>
    public required int Room { get; init; }
}
