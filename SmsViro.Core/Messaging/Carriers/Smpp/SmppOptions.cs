namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>One link to an operator, as configured.</summary>
public sealed record SmppOptions
{
    /// <summary>How pages and logs call the link.</summary>
    public required string Name { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string SystemId { get; init; }

    /// <summary>At most 8 characters (clause 5.2.2).</summary>
    public required string Password { get; init; }

    public string SystemType { get; init; } = "";

    public BindMode Mode { get; init; } = BindMode.Transceiver;

    public bool Tls { get; init; }

    /// <summary>SHA-256 of the operator's certificate in hexadecimal, for one that no public authority signed; empty: the machine's trust decides.</summary>
    public string TlsFingerprint { get; init; } = "";

    /// <summary>Unanswered parts at any instant: also the number of parts a cut may leave in doubt.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Silence after which the operator is asked whether it is there.</summary>
    public TimeSpan EnquireLink { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long any request may go unanswered before the link counts as broken.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public BackOff Reconnect { get; init; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    public BackOff Throttle { get; init; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    /// <summary>What is wrong with the configuration under a key, a sentence each; empty when a session may start.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0) yield return $"{key}:Name is empty.";
        if (Host.Length == 0) yield return $"{key}:Host is empty.";
        if (Port is < 1 or > 65535) yield return $"{key}:Port is from 1 to 65535.";
        if (SystemId.Length is 0 or > 15 || !IsPlain(SystemId)) yield return $"{key}:SystemId is 1 to 15 ASCII characters.";
        if (Password.Length > 8 || !IsPlain(Password)) yield return $"{key}:Password is at most 8 ASCII characters.";
        if (SystemType.Length > 12 || !IsPlain(SystemType)) yield return $"{key}:SystemType is at most 12 ASCII characters.";
        if (TlsFingerprint.Length > 0 && (TlsFingerprint.Length != 64 || !TlsFingerprint.All(char.IsAsciiHexDigit))) yield return $"{key}:TlsFingerprint is 64 hexadecimal digits.";
        if (Window is < 1 or > 10_000) yield return $"{key}:Window is from 1 to 10000.";
        if (EnquireLink < TimeSpan.FromSeconds(1)) yield return $"{key}:EnquireLink is at least one second.";
        if (ResponseTimeout < TimeSpan.FromMilliseconds(100)) yield return $"{key}:ResponseTimeout is at least 100 ms.";
        if (!IsOrdered(Reconnect)) yield return $"{key}:Reconnect starts above zero and ends no shorter.";
        if (!IsOrdered(Throttle)) yield return $"{key}:Throttle starts above zero and ends no shorter.";
    }

    /// <summary>The name alone: a record would print the password.</summary>
    public override string ToString() => Name;

    private static bool IsPlain(string text) => text.All(character => character is > '\0' and < '\x7F');

    private static bool IsOrdered(BackOff wait) => wait.First > TimeSpan.Zero && wait.Longest >= wait.First;
}
