using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>A message being written, sealed. Its id is in the address and becomes the message's own, which is why sending twice sends once.</summary>
public sealed class Draft
{
    public Guid Id { get; init; }

    public AccountId AccountId { get; init; }

    public Sealed? Number { get; set; }

    public Sealed? Text { get; set; }

    public MessageKind Kind { get; set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SavedAt { get; set; }
}
