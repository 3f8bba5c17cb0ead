using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>One message as accepted; never updated. What becomes of it is its <see cref="Delivery"/>.</summary>
public sealed class Message
{
    private const int OrdinalBits = 20;

    /// <summary>The most messages of one batch.</summary>
    public const long MostInBatch = 1L << OrdinalBits;

    /// <summary>The batch's number and the ordinal in it.</summary>
    public long Id { get; init; }

    public long BatchNo { get; init; }

    public MessageBatch Batch { get; internal set; } = null!;

    /// <summary>Read only where it is asked for; null until an operator answered.</summary>
    public Delivery? Delivery { get; internal set; }

    /// <summary>The number in E.164.</summary>
    public Sealed Recipient { get; init; }

    /// <summary>14 bits of HMAC over the number, keyed by account: a search opens what matches.</summary>
    public int RecipientIndex { get; init; }

    /// <summary>Micros of the batch's currency for all parts.</summary>
    public long Price { get; init; }

    /// <summary>False where the network charges every attempt, delivered or not.</summary>
    public bool Refundable { get; init; }

    public MessageId MessageId => MessageId.At(Batch.Id, OrdinalOf(Id));

    public static long RowOf(long batchNo, int ordinal) => batchNo << OrdinalBits | (uint)ordinal;

    public static long BatchNoOf(long row) => row >> OrdinalBits;

    public static int OrdinalOf(long row) => (int)(row & (MostInBatch - 1));
}
