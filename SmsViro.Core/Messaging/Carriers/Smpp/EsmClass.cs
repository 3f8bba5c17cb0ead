namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The bits of esm_class read or written here (clause 5.2.12).</summary>
[Flags]
public enum EsmClass : byte
{
    Default = 0x00,

    /// <summary>Bits 5 to 2 equal this in a receipt.</summary>
    Receipt = 0x04,

    /// <summary>Bits 5 to 2 equal this in a notification that the message is still on its way.</summary>
    Intermediate = 0x20,

    /// <summary>The bits that tell a message from a receipt.</summary>
    TypeMask = 0x3C,

    /// <summary>The message begins with a user data header.</summary>
    UserDataHeader = 0x40,
}
