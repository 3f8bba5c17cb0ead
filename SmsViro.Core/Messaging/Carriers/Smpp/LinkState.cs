namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What a link is doing.</summary>
public enum LinkState
{
    Connecting,
    Bound,
    Down,
}
