using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage;

/// <summary>The sealed columns of the sign-in row, as their seals name them.</summary>
public static class StorageFields
{
    public static Field Email { get; } = new("user.email");

    public static Field Phone { get; } = new("user.phone");

    public static Field Token { get; } = new("user.token");

    public static Field LoginIndex { get; } = new("email.v1");

    public static Field PhoneIndex { get; } = new("phone.v1");
}
