using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Messaging;

/// <summary>Says that no phone gets these texts, and which numbers show which ending.</summary>
public sealed partial class SimulatorNumbers
{
    private static string International(ReservedNumber reserved) =>
        PhoneNumber.TryParse(reserved.Example, Country.UnitedKingdom, out var number) ? number.International : reserved.Example;

    private static string Words(Behaviour behaviour) => behaviour switch
    {
        Behaviour.Delivered => "Delivered",
        Behaviour.Undelivered => "Not delivered",
        Behaviour.Rejected => "Refused",
        Behaviour.Silent => "Taken, and never heard of again",
        Behaviour.Slow => "Delivered after a while",
        Behaviour.Replies => "Delivered, and answers",
        Behaviour.Throttled => "Delivered at the third try",
        Behaviour.Expired => "Timed out",
    };
}
