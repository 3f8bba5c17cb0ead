using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts.Credentials;

internal static class PasswordChange
{
    /// <summary>A new hash, a new stamp, and a clean count.</summary>
    public static void SetPassword(this PortalUser user, string hash, DateTimeOffset now)
    {
        user.PasswordHash = hash;
        user.CredentialsChangedAt = now;
        user.SecurityStamp = Guid.CreateVersion7().ToString("N");
        PasswordProof.Forgive(user);
    }
}
