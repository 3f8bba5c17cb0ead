namespace SmsViro.Portal.Tests.Journeys;

/// <summary>Somebody new to the portal, unlike anybody before her.</summary>
public sealed record Person(string Name, string Company, string Email, string Password)
{
    /// <summary>The demo's customers and its members of staff, as the sign-in page offers them.</summary>
    public const string Amara = "Amara Okafor, Harbour Dental";
    public const string Tomas = "Tomas Lindqvist, Norrland Cycles";
    public const string Priya = "Priya Nair, SMSViro";
    public const string Owen = "Owen Hughes, SMSViro";

    /// <summary>Began today, so the undertaking is still before him.</summary>
    public const string Jonas = "Jonas Weber, SMSViro";

    public static Person New()
    {
        var mark = Guid.CreateVersion7().ToString("N")[^10..];
        return new($"Wilhelmina Quartz{mark}", $"Zephyr{mark} Ltd", $"wilhelmina.{mark}@quartz.example", $"Velvet-Harbour-{mark}");
    }
}
