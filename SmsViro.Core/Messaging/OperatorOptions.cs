using Microsoft.Extensions.Configuration;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging;

/// <summary>Which operator carries our messages; configuration keys under Messaging:Operator. Without a host the simulator inside the portal does.</summary>
public sealed record OperatorOptions : PartnerTerms
{
    public const string Section = "Messaging:Operator";

    /// <summary>An operator that no setting names.</summary>
    public const string Unnamed = "Operator";

    internal const int LongestName = 60;

    /// <summary>How pages call the operator; unnamed, what it is.</summary>
    public string Name
    {
        get => field is { Length: > 0 } ? field : IsSimulated ? "Simulator" : Unnamed;
        init;
    } = "";

    /// <summary>The operator's SMSC; empty: the embedded simulator.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 2775;

    public string SystemId { get; init; } = "";

    public string Password { get; init; } = "";

    public bool Tls { get; init; }

    public string TlsFingerprint { get; init; } = "";

    /// <summary>Links bound at once.</summary>
    public int Links { get; init; } = 1;

    /// <summary>Parts on one link without an answer; times the links it is how many messages a crash can leave in doubt.</summary>
    public int Window { get; init; } = 100;

    /// <summary>The sender name on the phone, at most 11 letters and digits.</summary>
    public string Sender { get; init; } = "SMSViro";

    /// <summary>After how long a campaign message in doubt is sent again.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(120);

    public bool IsSimulated => Host.Length == 0;

    /// <summary>Who receives what leaves by this route, as each delivery records it; empty where the simulator keeps it inside the portal.</summary>
    public string Receiver => IsSimulated ? "" : Name;

    /// <summary>Reads and checks the section; a wrong value is a sentence that names its key.</summary>
    public static OperatorOptions Read(IConfiguration configuration)
    {
        // The binder sets a name that nobody configured to what it read before it knew the host.
        var section = configuration.GetSection(Section);
        var options = (section.Get<OperatorOptions>() ?? new OperatorOptions()) with { Name = section[nameof(Name)] ?? "" };
        return options.Problems().FirstOrDefault() is { } problem ? throw new InvalidOperationException(problem) : options;
    }

    /// <summary>The operator in the register of partners; null where the simulator in the portal stands for it.</summary>
    public Partner? Partner => IsSimulated ? null : Entry(Name, "Delivers the messages you send", $"{SharedWith.Fields} of each message", Section, Host, Tls);

    /// <summary>How one link of several connects.</summary>
    internal SmppOptions Link(int number) => new()
    {
        Name = Links == 1 ? Name : $"{Name} {number + 1}",
        Host = Host,
        Port = Port,
        SystemId = SystemId,
        Password = Password,
        Tls = Tls,
        TlsFingerprint = TlsFingerprint,
        Window = Window,
    };

    /// <summary>The name alone: a record would print the password.</summary>
    public override string ToString() => Name;

    private IEnumerable<string> Problems()
    {
        if (Name.Length > LongestName) yield return $"{Section}:Name is at most {LongestName} characters.";
        if (Links is < 1 or > 32) yield return $"{Section}:Links is from 1 to 32.";

        // A message of many parts must fit into one window, or it would wait for ever.
        if (Window < SendMessage.MostParts) yield return $"{Section}:Window is at least {SendMessage.MostParts}, the parts of the longest message.";
        if (Sender.Length is 0 or > 11 || !Sender.All(char.IsAsciiLetterOrDigit)) yield return $"{Section}:Sender is 1 to 11 letters and digits.";
        if (ResendAfter < TimeSpan.Zero) yield return $"{Section}:ResendAfter is not negative.";
        if (IsSimulated) yield break;

        foreach (var problem in Link(0).Problems(Section).Concat(Problems(Section, Host, Tls))) yield return problem;
    }
}
