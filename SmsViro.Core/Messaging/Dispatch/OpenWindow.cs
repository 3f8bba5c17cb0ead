namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A run of messages that are on a link right now: durable before the first of them leaves, gone when all are answered. What a crash leaves here is in doubt.</summary>
public sealed class OpenWindow
{
    public long Id { get; init; }

    /// <summary>The process that opened it.</summary>
    public long Worker { get; init; }

    public int Link { get; init; }

    /// <summary>Who receives what is on it, as a delivery records it: after a crash the route may lead elsewhere.</summary>
    public string? Operator { get; init; }

    public int Attempt { get; init; }

    public long FirstId { get; init; }

    public long LastId { get; init; }

    /// <summary>UTC ticks.</summary>
    public long At { get; init; }
}
