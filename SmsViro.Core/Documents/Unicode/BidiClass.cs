namespace SmsViro.Core.Documents.Unicode;

/// <summary>The directional kinds of UAX #9, table 4, under the names the standard uses.</summary>
internal enum BidiClass : byte
{
    L, R, AL,
    EN, ES, ET, AN, CS, NSM, BN,
    B, S, WS, ON,
    LRE, LRO, RLE, RLO, PDF,
    LRI, RLI, FSI, PDI,
}
