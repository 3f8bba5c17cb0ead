namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>A request to open a session (clauses 4.1.1, 4.1.3 and 4.1.5): who, with which password, in which version.</summary>
public readonly ref struct Bind
{
    /// <summary>SMPP 3.4 (clause 5.2.4).</summary>
    public const byte Version = 0x34;

    public required ReadOnlySpan<byte> SystemId { get; init; }
    public required ReadOnlySpan<byte> Password { get; init; }
    public ReadOnlySpan<byte> SystemType { get; init; }

    public static bool TryParse(ReadOnlySpan<byte> body, out Bind bind)
    {
        var reader = new PduReader(body);
        bind = new() { SystemId = reader.Text(16), Password = reader.Text(9), SystemType = reader.Text(13) };
        reader.Octets(3); // interface_version, addr_ton, addr_npi
        reader.Text(41);
        return !reader.Failed;
    }

    public int Write(Span<byte> to, SmppCommand command, uint sequence)
    {
        var writer = new PduWriter(to);
        writer.Text(SystemId);
        writer.Text(Password);
        writer.Text(SystemType);
        writer.Octets([Version, 0, 0]);
        writer.Text([]);
        return writer.End(command, SmppStatus.Ok, sequence);
    }
}
