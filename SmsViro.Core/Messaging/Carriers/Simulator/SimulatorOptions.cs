namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>How a simulated operator behaves.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Loopback port; 0 lets the machine choose.</summary>
    public int Port { get; init; }

    public string SystemId { get; init; } = "smsviro";

    /// <summary>Null: eight random characters.</summary>
    public string? Password { get; init; }

    /// <summary>From the acceptance of a part to its receipt; zero puts the receipt right behind the answer.</summary>
    public TimeSpan ReceiptDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Parts accepted a second, on all links together; what comes above is answered "slow down". 0: no limit.</summary>
    public int Rate { get; init; }

    /// <summary>Whether receipts are sent at all.</summary>
    public bool Receipts { get; init; } = true;

    /// <summary>Whether its phones remember what they got, so that a developer can read it; in memory only.</summary>
    public bool KeepsTexts { get; init; }

    /// <summary>The sign-in name alone: a record would print the password.</summary>
    public override string ToString() => SystemId;
}
