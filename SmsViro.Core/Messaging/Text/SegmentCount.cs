namespace SmsViro.Core.Messaging.Text;

/// <summary>What a text costs on the air: its encoding, its units (septets or 16 bits), the parts it is sent in (0 for an empty text) and the units still free in the last part.</summary>
public readonly record struct SegmentCount(SmsEncoding Encoding, int Units, int Parts, int UnitsLeft);
