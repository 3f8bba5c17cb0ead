namespace SmsViro.Core.Accounts;

/// <summary>The addresses that letters lead to; the portal, which knows them, says them at start.</summary>
public sealed record AccountLinks
{
    public required Func<string, Uri> ConfirmEmail { get; init; }

    public required Func<string, Uri> ResetPassword { get; init; }

    public required Func<string, Uri> ChangeEmail { get; init; }

    public required Func<Uri> SignIn { get; init; }

    public required Func<Uri> ForgottenPassword { get; init; }

    public required Func<Uri> Register { get; init; }

    /// <summary>Where somebody without an account sees who texted her; a text of ours names it.</summary>
    public required Func<Uri> Recipient { get; init; }
}
