namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>A text someone sent to us, to be acknowledged after it is stored; one part of a longer one when <see cref="Part"/> says so. A class and not a record: nothing may print it by accident.</summary>
public sealed class InboundMessage
{
    /// <summary>The address as the network gave it, mostly digits without a plus.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public required string Text { get; init; }

    public ConcatHeader? Part { get; init; }

    public required DeliveryToken Token { get; init; }
}
