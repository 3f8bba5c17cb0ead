using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What this folder raises after its commits.</summary>
public static class RecipientTopics
{
    /// <summary>A recipient's request came or moved; staff listen.</summary>
    public const string Requests = "recipients/requests";

    /// <summary>A question to this account came or was answered.</summary>
    public static string Questions(AccountId account) => $"recipients/questions/{account}";
}
