namespace SmsViro.Core.Messaging;

/// <summary>What a message is for, chosen by its sender: it decides who waits for whom, and whether a message in doubt is sent again.</summary>
public enum MessageKind
{
    /// <summary>A code somebody waits for: first in the queue, never sent twice.</summary>
    OneTimeCode = 0,

    /// <summary>One person to another.</summary>
    Conversation = 1,

    /// <summary>One of many: last in the queue, sent again when a crash leaves it in doubt.</summary>
    Campaign = 2,
}
