using SmsViro.Core.Encryption;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>The sealed columns of the register; a name is part of the seal and never changes.</summary>
internal static class AuthorityFields
{
    public static Field Authority { get; } = new("authority.name");

    public static Field Basis { get; } = new("authority.basis");

    public static Field Number { get; } = new("authority.number");

    public static Field Silence { get; } = new("authority.silence");

    public static Field Content { get; } = new("authority.extract");
}
