using SmsViro.Core.Values;

namespace SmsViro.Portal.Shell;

/// <summary>How an account is called where its name is sealed.</summary>
internal static class AccountNumber
{
    /// <summary>"C-9f31c2a4": enough of an account's id to tell two apart on the telephone; its random end, for the start is a time.</summary>
    public static string Of(AccountId account) => $"C-{account.Value.ToString("N")[^8..]}";
}
