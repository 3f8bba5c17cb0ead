namespace SmsViro.Core.Rights.Requests;

/// <summary>Where a request stands; the numbers are stored.</summary>
public enum RequestState
{
    /// <summary>A copy is being made.</summary>
    Preparing = 1,

    /// <summary>An erasure waits in case its sender thinks again.</summary>
    CoolingOff = 2,

    /// <summary>An erasure waits for a member of staff.</summary>
    Open = 3,
    Erasing = 4,

    /// <summary>A store did not answer or something was left; it is tried again and can be by hand.</summary>
    Incomplete = 5,
    Fulfilled = 6,
    Withdrawn = 7,

    /// <summary>A copy could not be made; a new one can be asked for.</summary>
    Failed = 8,
}
