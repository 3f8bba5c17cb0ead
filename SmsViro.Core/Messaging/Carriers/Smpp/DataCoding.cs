namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The alphabets read or written here (clause 5.2.19).</summary>
public enum DataCoding : byte
{
    /// <summary>The operator's default alphabet: GSM 7 bit, a septet an octet.</summary>
    Default = 0,
    Ascii = 1,
    Latin1 = 3,
    Ucs2 = 8,
}
