namespace SmsViro.Core.Rights.Requests;

/// <summary>Where a request stands; the numbers are stored. How one leads to another is <see cref="RequestMachine"/>'s.</summary>
public enum RequestState
{
    /// <summary>A copy is being made.</summary>
    Preparing = 1,

    /// <summary>An erasure waits in case its sender thinks again.</summary>
    CoolingOff = 2,

    /// <summary>It is hers, and waits for a member of staff.</summary>
    Open = 3,
    Erasing = 4,

    /// <summary>A store did not answer or something was left; it is tried again and can be by hand.</summary>
    Incomplete = 5,
    Fulfilled = 6,
    Withdrawn = 7,

    /// <summary>A copy could not be made; a new one can be asked for.</summary>
    Failed = 8,

    /// <summary>It reached us, and nobody has looked who sent it.</summary>
    Received = 9,

    /// <summary>We doubt who sent it and have asked (Article 12(6)).</summary>
    IdentityPending = 10,

    /// <summary>A member of staff works on it.</summary>
    InProgress = 11,

    /// <summary>We have asked what she means.</summary>
    ClarificationPending = 12,

    /// <summary>A second person looks at the answer before it goes.</summary>
    Review = 13,

    /// <summary>The answer is settled and its letter is to go.</summary>
    Responding = 14,

    /// <summary>An earlier request of hers asks the same; that one is answered.</summary>
    Duplicate = 15,

    /// <summary>Nobody ever showed that it was hers.</summary>
    Lapsed = 16,

    /// <summary>Another company decides about this data; it has the request now, and she its name.</summary>
    ForwardedToController = 17,
    Refused = 18,
    PartlyFulfilled = 19,
}
