namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Where the network says a part is (message_state, clause 5.2.28); the values are the wire's.</summary>
public enum MessageState : byte
{
    Enroute = 1,
    Delivered = 2,
    Expired = 3,
    Deleted = 4,
    Undeliverable = 5,
    Accepted = 6,
    Unknown = 7,
    Rejected = 8,
}
