using SmsViro.Core.Values;

namespace SmsViro.Portal.Shell;

/// <summary>How one member of staff is shown to another: enough to tell two apart, and no name.</summary>
internal static class ColleagueName
{
    /// <summary>"You", "The portal", or "S-9f31c2a4": the random end of her id.</summary>
    public static string Of(UserId person, UserId me) => person == me ? "You" : person == default ? "The portal" : $"S-{person.Value.ToString("N")[^8..]}";
}
