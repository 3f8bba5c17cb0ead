using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>What dispatch knows of a batch while its messages are on their way; the text is opened once for all of them, by the sender alone.</summary>
internal sealed class BatchHead
{
    public required long No { get; init; }
    public required Guid Id { get; init; }
    public required AccountId Account { get; init; }
    public required MessageKind Kind { get; init; }
    public required int Total { get; init; }
    public required int Parts { get; init; }
    public required int Bucket { get; init; }
    public required Currency Currency { get; init; }
    public required byte[] Text { get; init; }

    /// <summary>The box of the text and the numbers; the sender's.</summary>
    public Box? Box { get; set; }

    /// <summary>What travels, part by part; the sender's.</summary>
    public byte[][]? Octets { get; set; }

    public EsmClass EsmClass { get; set; }

    public DataCoding DataCoding { get; set; }

    public MessageId MessageOf(long row) => MessageId.At(Id, Message.OrdinalOf(row));
}
