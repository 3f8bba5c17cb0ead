namespace SmsViro.Core.Documents.Unicode;

/// <summary>
/// The line-breaking kinds of UAX #14 after rule LB1. OPW and CPW are wide brackets, which rule LB30 leaves alone;
/// IDP is a pictograph still to be assigned, which rule LB30b keeps with a skin tone.
/// </summary>
internal enum BreakClass : byte
{
    AL, HL, NU, SP, BK, CR, LF, NL, ZW, ZWJ, CM, WJ, GL,
    CL, CP, CPW, EX, IS, SY, OP, OPW, QU, NS, B2, BA, BB, HY, CB, IN,
    ID, IDP, EB, EM, PR, PO, JL, JV, JT, H2, H3, RI,
}
