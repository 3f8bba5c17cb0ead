namespace SmsViro.Core.Rights.Requests;

/// <summary>Whose law sets the clock of a request.</summary>
public enum Jurisdiction
{
    /// <summary>GDPR Article 12(3), Regulation 1182/71.</summary>
    EuropeanUnion = 0,

    /// <summary>UK GDPR Articles 12 and 12A: days spent waiting for a clarification do not count.</summary>
    UnitedKingdom = 1,
}
