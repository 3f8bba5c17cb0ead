using SmsViro.Core.Encryption;

namespace SmsViro.Core.Messaging;

/// <summary>The sealed columns of this slice, as their seals name them.</summary>
public static class MessagingFields
{
    public static Field Recipient { get; } = new("message.recipient");

    public static Field Text { get; } = new("message.text");

    public static Field DraftNumber { get; } = new("draft.number");

    public static Field DraftText { get; } = new("draft.text");

    public static Field ReplyNumber { get; } = new("reply.number");

    public static Field ReplyText { get; } = new("reply.text");

    /// <summary>The blind index of a recipient: E.164 as written.</summary>
    public static Field RecipientIndex { get; } = new("recipient.v1");
}
