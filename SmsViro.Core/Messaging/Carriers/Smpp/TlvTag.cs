namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The optional parameters read here (clause 5.3.2); others are stepped over.</summary>
public enum TlvTag : ushort
{
    ReceiptedMessageId = 0x001E,
    SarMessageReference = 0x020C,
    SarTotalSegments = 0x020E,
    SarSegmentNumber = 0x020F,
    ScInterfaceVersion = 0x0210,
    NetworkErrorCode = 0x0423,
    MessagePayload = 0x0424,
    MessageState = 0x0427,
}
