namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What a session is for (clause 2.2.1).</summary>
public enum BindMode
{
    Transceiver,
    Transmitter,
    Receiver,
}
