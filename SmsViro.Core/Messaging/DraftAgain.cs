using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Opens a fresh draft with the number and text of a message, for sending it again by hand. Null when the message is not hers, cannot be read, or the account is being erased.</summary>
public sealed class DraftAgain(MessageTimeline timeline, StartDraft start, SaveDraft save)
{
    public async Task<MessageId?> RunAsync(Customer customer, MessageId message, CancellationToken cancel)
    {
        if (await timeline.RunAsync(customer, message, cancel) is not { To.Number: { } number, Text: { Status: OpenStatus.Ok, Text: { } text } } story) return null;
        if (await start.RunAsync(customer, cancel) is not { } draft) return null;

        // A campaign's message sent again by hand is a word to one person.
        var kind = story.Kind == MessageKind.Campaign ? MessageKind.Conversation : story.Kind;
        return await save.RunAsync(customer, draft, new DraftContent(number.International, text, kind), cancel) ? draft : null;
    }
}
