using Microsoft.AspNetCore.Identity;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Hashes and checks passwords behind the gate. Whom nobody knows costs as much to refuse as whom we know.</summary>
public sealed class Passwords(IPasswordHasher<PortalUser> hasher, HashingGate gate)
{
    // Identity's hash does not depend on the user it is given.
    private static readonly PortalUser Nobody = new() { AccountId = default };

    private readonly string _dummy = hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());

    /// <summary>The hash to store; null when too many wait.</summary>
    internal Task<string?> HashAsync(NewPassword password, CancellationToken cancel) =>
        gate.RunAsync(() => hasher.HashPassword(Nobody, password.Text), cancel);

    /// <summary>Compares with a stored hash, or with a dummy when there is none.</summary>
    internal async Task<PasswordCheck> CheckAsync(string? hash, string password, CancellationToken cancel)
    {
        if (password.Length > NewPassword.Longest) password = "";

        var verdict = await gate.RunAsync<object>(() => hasher.VerifyHashedPassword(Nobody, hash ?? _dummy, password), cancel);
        return verdict switch
        {
            null => PasswordCheck.Busy,
            PasswordVerificationResult.Success or PasswordVerificationResult.SuccessRehashNeeded when hash is not null => PasswordCheck.Right,
            _ => PasswordCheck.Wrong,
        };
    }
}

internal enum PasswordCheck
{
    Right,
    Wrong,

    /// <summary>Too many people sign in at this moment; nothing was compared.</summary>
    Busy,
}
