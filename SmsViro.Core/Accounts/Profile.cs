using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>What a person told us of herself beside her address and number, which stand in the sign-in row.</summary>
public sealed class Profile
{
    public required UserId UserId { get; init; }

    public required Sealed Name { get; set; }

    public Sealed? Company { get; set; }

    /// <summary>An IANA id such as "Europe/London"; sealed because it tells where she lives.</summary>
    public required Sealed TimeZone { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
