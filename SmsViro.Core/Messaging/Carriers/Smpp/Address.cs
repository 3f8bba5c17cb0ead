namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>One end of a message: its kind, its numbering plan (clauses 5.2.5 and 5.2.6), and its digits or letters without a plus.</summary>
public readonly ref struct Address(byte kind, byte plan, ReadOnlySpan<byte> digits)
{
    public byte Kind { get; } = kind;

    public byte Plan { get; } = plan;

    public ReadOnlySpan<byte> Digits { get; } = digits;

    /// <summary>An E.164 number without its plus: international, ISDN.</summary>
    public static Address International(ReadOnlySpan<byte> digits) => new(1, 1, digits);

    /// <summary>A sender made of letters, at most 11 octets on the air.</summary>
    public static Address Alphanumeric(ReadOnlySpan<byte> letters) => new(5, 0, letters);

    internal static Address Read(scoped ref PduReader reader) => new(reader.Octet(), reader.Octet(), reader.Text(ShortMessage.MaxAddress + 1));

    internal void Write(ref PduWriter writer)
    {
        writer.Octet(Kind);
        writer.Octet(Plan);
        writer.Text(Digits);
    }
}
