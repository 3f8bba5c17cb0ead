using SmsViro.Core.Encryption;

namespace SmsViro.Core.Accounts;

/// <summary>The sealed columns and the indexes of this slice, as their seals name them.</summary>
internal static class AccountsFields
{
    public static Field Name { get; } = new("profile.name");

    public static Field Company { get; } = new("profile.company");

    public static Field TimeZone { get; } = new("profile.time-zone");

    public static Field FormerValue { get; } = new("former-detail.value");

    public static Field NewEmail { get; } = new("mailed-link.new-email");

    public static Field Device { get; } = new("session.device");
}
