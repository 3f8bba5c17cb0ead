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

    public static Field OptOutNumber { get; } = new("opt-out.number");

    /// <summary>The keyed digest of an opt-out, of an account's own scope.</summary>
    public static Field OptOutIndex { get; } = new("opt-out.v1");

    /// <summary>The keyed digest of the stop list, which holds for every account.</summary>
    public static Field StopIndex { get; } = new("stop.v1");

    /// <summary>The blind index of a recipient: E.164 as written.</summary>
    public static Field RecipientIndex { get; } = new("recipient.v1");
}
