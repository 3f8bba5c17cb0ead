using System.Buffers.Text;
using System.Text;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>
/// What the network reports about one part: the words of appendix B, read tolerantly, because every operator writes them its own way; optional parameters win where both speak.
/// </summary>
public readonly ref struct DeliveryReceipt
{
    /// <summary>Which part: <see cref="OperatorId"/> exactly as sent; empty when the receipt names none.</summary>
    public required ReadOnlySpan<byte> Id { get; init; }

    public required MessageState State { get; init; }

    /// <summary>The network's own reason, as text (err, or network and code of network_error_code); empty when it gives none.</summary>
    public required string Error { get; init; }

    /// <summary>How many parts the operator says were submitted and delivered; null where it does not say.</summary>
    public int? Submitted { get; init; }

    public int? Delivered { get; init; }

    /// <summary>False when neither text nor parameters name a part.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, Tlvs tlvs, out DeliveryReceipt receipt)
    {
        var id = tlvs.TryFind(TlvTag.ReceiptedMessageId, out var named) ? named.TrimEnd((byte)0) : Field(text, "id:"u8);
        var state = tlvs.TryFind(TlvTag.MessageState, out var value) && value is [var code] && Enum.IsDefined((MessageState)code)
            ? (MessageState)code
            : MessageState.Parse(Field(text, "stat:"u8));
        var error = tlvs.TryFind(TlvTag.NetworkErrorCode, out var network) && network is [var kind, var high, var low]
            ? $"{kind}-{high << 8 | low}"
            : Word(Field(text, "err:"u8));

        receipt = new()
        {
            Id = id,
            State = state,
            Error = error,
            Submitted = Number(Field(text, "sub:"u8)),
            Delivered = Number(Field(text, "dlvrd:"u8)),
        };
        return id.Length is > 0 and <= OperatorId.MaxLength;
    }

    // A field starts the text or follows a space, so that "id:" is not found inside "valid:"; its value ends at the next space.
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        for (var rest = text; rest.Length >= name.Length;)
        {
            if (Ascii.EqualsIgnoreCase(rest[..name.Length], name))
            {
                var value = rest[name.Length..].TrimStart((byte)' ');
                var end = value.IndexOfAny((byte)' ', (byte)0, (byte)'\n');
                if (end >= 0) value = value[..end];
                return value.Contains((byte)':') ? [] : value; // an empty field, and the name of the next one
            }

            var space = rest.IndexOf((byte)' ');
            if (space < 0) return [];
            rest = rest[(space + 1)..];
        }

        return [];
    }

    private static string Word(ReadOnlySpan<byte> word) => word switch
    {
        [] => "",
        _ when word.SequenceEqual("000"u8) => "000",
        _ => Encoding.Latin1.GetString(word[..Math.Min(word.Length, 16)]),
    };

    private static int? Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out var used) && used == digits.Length ? number : null;
}
