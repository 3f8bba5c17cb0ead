using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What this slice raises after its commits.</summary>
public static class MessagingTopics
{
    /// <summary>Something became of a message of this batch.</summary>
    public static string Message(MessageId message) => $"message/{message.Batch:N}";

    /// <summary>Something became of a message of this account.</summary>
    public static string Messages(AccountId account) => $"messages/{account}";

    /// <summary>The link to the operator came or went.</summary>
    public const string Operator = "operator";

    /// <summary>There is something to send.</summary>
    internal const string Queue = "messaging/queue";
}
