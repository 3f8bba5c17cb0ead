namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The answers of SMPP 3.4 this portal tells apart (clause 5.1.3); operators send others, which are kept as numbers.</summary>
public enum SmppStatus : uint
{
    Ok = 0x00000000,
    InvalidMessageLength = 0x00000001,
    InvalidCommandLength = 0x00000002,
    InvalidCommand = 0x00000003,
    NotBound = 0x00000004,
    AlreadyBound = 0x00000005,
    SystemError = 0x00000008,
    InvalidSource = 0x0000000A,
    InvalidDestination = 0x0000000B,
    BindFailed = 0x0000000D,
    InvalidPassword = 0x0000000E,
    InvalidSystemId = 0x0000000F,
    QueueFull = 0x00000014,
    SubmitFailed = 0x00000045,
    Throttled = 0x00000058,
    TemporaryReceiverError = 0x00000064,
    PermanentReceiverError = 0x00000065,
    InvalidOptionalParameters = 0x000000C0,
}
