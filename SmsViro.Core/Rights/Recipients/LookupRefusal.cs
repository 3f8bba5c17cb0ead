namespace SmsViro.Core.Rights.Recipients;

/// <summary>Why no look-up was begun, agreed to or shown.</summary>
public enum LookupRefusal
{
    /// <summary>The person is no member of staff.</summary>
    NotStaff = 1,

    /// <summary>A reason of 10 to 400 characters is needed.</summary>
    NoReason,

    /// <summary>There is no such request, or it has been answered: nobody searches without one.</summary>
    NoOpenRequest,

    /// <summary>One waits or runs already.</summary>
    AlreadyAsked,

    /// <summary>Her limit of the day, or everybody's.</summary>
    TooMany,

    /// <summary>Who asks cannot agree.</summary>
    SamePerson,

    /// <summary>It was decided already, is not ready, or its time is over.</summary>
    NotNow,
}
