namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The optional parameters at the end of a body (clause 3.2.4.1), whole or not at all.</summary>
public readonly ref struct Tlvs
{
    private readonly ReadOnlySpan<byte> _octets;

    private Tlvs(ReadOnlySpan<byte> octets) => _octets = octets;

    /// <summary>False when the last parameter announces more octets than there are.</summary>
    public static bool TryParse(ReadOnlySpan<byte> octets, out Tlvs tlvs)
    {
        tlvs = new(octets);
        var reader = new PduReader(octets);
        while (reader.Left > 0 && !reader.Failed)
        {
            reader.TwoOctets();
            reader.Octets(reader.TwoOctets());
        }

        return !reader.Failed;
    }

    /// <summary>The first value of a tag; an empty value is a value.</summary>
    public bool TryFind(TlvTag tag, out ReadOnlySpan<byte> value)
    {
        var reader = new PduReader(_octets);
        while (reader.Left > 0)
        {
            var found = (TlvTag)reader.TwoOctets() == tag;
            value = reader.Octets(reader.TwoOctets());
            if (found) return true;
        }

        value = [];
        return false;
    }
}
