namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The operations of SMPP 3.4 this portal speaks (clause 5.1.2.1); the high bit marks the answer.</summary>
public enum SmppCommand : uint
{
    BindReceiver = 0x00000001,
    BindTransmitter = 0x00000002,
    SubmitSm = 0x00000004,
    DeliverSm = 0x00000005,
    Unbind = 0x00000006,
    BindTransceiver = 0x00000009,

    /// <summary>An operator asking us to call back; read and ignored.</summary>
    Outbind = 0x0000000B,
    EnquireLink = 0x00000015,

    GenericNack = 0x80000000,
    BindReceiverResp = 0x80000001,
    BindTransmitterResp = 0x80000002,
    SubmitSmResp = 0x80000004,
    DeliverSmResp = 0x80000005,
    UnbindResp = 0x80000006,
    BindTransceiverResp = 0x80000009,
    EnquireLinkResp = 0x80000015,
}
