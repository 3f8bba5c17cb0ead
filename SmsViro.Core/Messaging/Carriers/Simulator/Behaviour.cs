namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>What the simulated network does with a part.</summary>
public enum Behaviour
{
    Delivered,
    Undelivered,

    /// <summary>Refused in the answer to the submission.</summary>
    Rejected,

    /// <summary>Accepted, and never heard of again.</summary>
    Silent,

    /// <summary>Delivered, with the receipt after <see cref="SimulatorOptions.SlowDelay"/>.</summary>
    Slow,

    /// <summary>Delivered, and the phone answers with a text.</summary>
    Replies,

    /// <summary>The first two offers of a part are answered "slow down", the third is taken.</summary>
    Throttled,
    Expired,
}
