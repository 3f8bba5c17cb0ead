using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What a person has typed so far, exactly as typed. A class and not a record: nothing may print it by accident.</summary>
public sealed class DraftContent(string number, string text, MessageKind kind)
{
    public static DraftContent Empty { get; } = new("", "", MessageKind.Conversation);

    public string Number => number;

    public string Text => text;

    public MessageKind Kind => kind;
}

/// <summary>A draft as found again.</summary>
public abstract record FoundDraft(MessageId Id)
{
    /// <summary>Still being written.</summary>
    public sealed record Open(MessageId Id, DraftContent Content, bool IsReadable) : FoundDraft(Id);

    /// <summary>It was sent: its page is the message's.</summary>
    public sealed record Sent(MessageId Id) : FoundDraft(Id);
}
