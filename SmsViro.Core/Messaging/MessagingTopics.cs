using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What this slice raises after its commits.</summary>
public static class MessagingTopics
{
    /// <summary>Something became of a message of this batch.</summary>
    public static string Message(MessageId message) => $"message/{message.Batch:N}";

    /// <summary>Something became of a message of this account.</summary>
    public static string Messages(AccountId account) => $"messages/{account}";

    /// <summary>This account's drafts changed: one was saved, sent or discarded.</summary>
    public static string Drafts(AccountId account) => $"drafts/{account}";

    /// <summary>Somebody opted out of this account's messages, or in again.</summary>
    public static string OptOuts(AccountId account) => $"opt-outs/{account}";

    /// <summary>Any opt-out changed: whoever keeps the lists in memory reads them again.</summary>
    internal const string Silence = "messaging/silence";

    /// <summary>The link to the operator came or went.</summary>
    public const string Operator = "operator";

    /// <summary>There is something to send.</summary>
    internal const string Queue = "messaging/queue";
}
