namespace SmsViro.Core.Registers.Authorities;

/// <summary>Why nothing was done about the request of an authority.</summary>
public enum AuthorityRefusal
{
    /// <summary>The person is no member of staff.</summary>
    NotStaff = 1,

    /// <summary>The authority is named in 3 to 200 characters.</summary>
    NoAuthority,

    /// <summary>The law and the order are named in 10 to 1,000 characters: without a basis nobody receives anything.</summary>
    NoBasis,

    /// <summary>No account has that address or mark.</summary>
    NobodyThere,

    /// <summary>That is no telephone number.</summary>
    NotANumber,

    /// <summary>Nobody said whose number it is about.</summary>
    NoNumber,

    /// <summary>Nobody said which customer it is about.</summary>
    NoCustomer,

    /// <summary>The first day is not said.</summary>
    NoFirstDay,

    /// <summary>The last day is not said.</summary>
    NoLastDay,

    /// <summary>The days are the wrong way round, in the future, or more than five years.</summary>
    WrongPeriod,

    /// <summary>No field is chosen, or one that may not leave.</summary>
    NoFields,

    /// <summary>When it was received is not said, or lies in the future.</summary>
    NoReceipt,

    /// <summary>Silence ends on a day that is still to come, within two years, and never earlier than it was to end.</summary>
    WrongSilence,

    /// <summary>Silence needs its reason, in 10 to 1,000 characters.</summary>
    NoSilenceReason,

    /// <summary>Who logged it cannot decide it.</summary>
    SamePerson,

    /// <summary>It is decided already, not preserved yet, or over.</summary>
    NotNow,

    /// <summary>Only the two who decided it take the file.</summary>
    NotTheirs,

    /// <summary>Her password was not typed in the last five minutes.</summary>
    NotConfirmed,
}
