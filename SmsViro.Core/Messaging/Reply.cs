using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What a recipient wrote back.</summary>
public sealed class Reply
{
    public Guid Id { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>The row of the message it answers.</summary>
    public long MessageRow { get; init; }

    /// <summary>The bucket of the message it answers: they are forgotten together.</summary>
    public int Bucket { get; init; }

    public Sealed Number { get; init; }

    public Sealed Text { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}
