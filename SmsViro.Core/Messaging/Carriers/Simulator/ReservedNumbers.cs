namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>
/// The hundred numbers +44 7700 900900 to 900999, which Ofcom keeps for drama and no phone will ever have: the last digit decides what happens.
/// Every other number is delivered.
/// </summary>
public static class ReservedNumbers
{
    /// <summary>What a reserved number starts with, before its last two digits.</summary>
    public const string Block = "4477009009";

    public static IReadOnlyList<ReservedNumber> All { get; } =
    [
        new('0', Behaviour.Delivered),
        new('1', Behaviour.Undelivered),
        new('2', Behaviour.Rejected),
        new('3', Behaviour.Silent),
        new('4', Behaviour.Slow),
        new('5', Behaviour.Replies),
        new('6', Behaviour.Throttled),
        new('7', Behaviour.Expired),
    ];

    private static ReadOnlySpan<byte> BlockOctets => "4477009009"u8;

    /// <summary>What happens to a part sent to these digits, without a plus.</summary>
    public static Behaviour Of(ReadOnlySpan<byte> digits)
    {
        if (digits.Length != BlockOctets.Length + 2 || !digits.StartsWith(BlockOctets)) return Behaviour.Delivered;

        var row = digits[^1] - '0';
        return row >= 0 && row < All.Count ? All[row].Behaviour : Behaviour.Delivered;
    }
}
