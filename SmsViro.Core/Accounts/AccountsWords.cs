using SmsViro.Core.Accounts.Credentials;

namespace SmsViro.Core.Accounts;

/// <summary>How this slice's kinds are said, on every screen alike.</summary>
public static class AccountsWords
{
    public static string Of(DetailKind kind) => kind switch
    {
        DetailKind.Name => "Name",
        DetailKind.Company => "Company",
        DetailKind.Email => "E-mail",
        DetailKind.Phone => "Your own number",
        DetailKind.TimeZone => "Time zone",
    };

    public static string Of(ProofDoor door) => door switch
    {
        ProofDoor.SignIn => "At sign-in",
        ProofDoor.StepUp => "When it was asked for again",
    };
}
