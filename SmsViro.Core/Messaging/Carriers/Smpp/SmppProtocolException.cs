namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The other side sent bytes that are not SMPP 3.4; the link cannot be trusted any further and is closed.</summary>
public sealed class SmppProtocolException(string message) : IOException(message);
