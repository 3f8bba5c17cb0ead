namespace SmsViro.Core.Messaging.Text;

/// <summary>How the text of one message travels (3GPP TS 23.038 clause 4): every part of a message has the same encoding.</summary>
public enum SmsEncoding
{
    /// <summary>The GSM 7 bit default alphabet and its extension table; a unit is a septet.</summary>
    Gsm7,

    /// <summary>UCS-2, in practice UTF-16, big-endian; a unit is 16 bits.</summary>
    Ucs2,
}
