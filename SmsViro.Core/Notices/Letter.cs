using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>One plain-text mail in its sender slice's words.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Subject">One line; it names nobody.</param>
/// <param name="Body">Plain text, lines as they should be read.</param>
/// <param name="Owner">Whose data the letter is: it is sealed in her scope and ends with her keys. Null for an address without an account, and for a letter that must outlive an erasure.</param>
public sealed record Letter(EmailAddress To, string Subject, string Body, UserId? Owner = null)
{
    /// <summary>A file that goes with it.</summary>
    public Enclosure? Enclosure { get; init; }

    // A record prints its members; this one would print a personal value into a log.
    public override string ToString() => "letter";
}

/// <summary>A file in a letter. Its name is a word of ours, never a personal value.</summary>
public sealed record Enclosure(string FileName, string MediaType, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => "enclosure";
}
