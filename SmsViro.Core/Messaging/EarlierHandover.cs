namespace SmsViro.Core.Messaging;

/// <summary>That a message was handed to an operator in an attempt before its last one, of which its <see cref="Delivery"/> says nothing any more. Few messages have any.</summary>
public sealed class EarlierHandover
{
    /// <summary>The message's row.</summary>
    public long MessageRow { get; init; }

    public Message Message { get; init; } = null!;

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }

    /// <summary>As <see cref="Delivery.Operator"/>.</summary>
    public string? Operator { get; init; }
}
