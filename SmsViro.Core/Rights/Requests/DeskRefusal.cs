namespace SmsViro.Core.Rights.Requests;

/// <summary>Why an act at the desk was not done; nothing changed and no letter went.</summary>
public enum DeskRefusal
{
    /// <summary>The person is no member of staff any more.</summary>
    NotStaff = 1,

    /// <summary>There is no such request of the customer the grant is for.</summary>
    NoSuchRequest,

    /// <summary>The request's state does not allow it.</summary>
    NotNow,

    /// <summary>Nobody has taken the request.</summary>
    NobodyHasIt,

    /// <summary>Whoever has the request or wrote its answer cannot approve it.</summary>
    NeedsSecondPerson,

    /// <summary>Only whoever wrote the answer or has the request takes it back; what a rule answered stays.</summary>
    NotAuthor,

    /// <summary>The answer, or why it takes longer, was written again since it was read: nobody approves or sends what she has not seen.</summary>
    WrittenAnew,

    /// <summary>No answer stands yet.</summary>
    NoOutcome,

    /// <summary>The words are missing or too short.</summary>
    NeedsWords,

    /// <summary>Nobody chose what the answer is; none is taken for granted, because a letter tells it.</summary>
    NeedsOutcome,

    /// <summary>Nobody chose the ground, or why it takes longer; none is taken for granted, because a letter cites it.</summary>
    NeedsGround,

    /// <summary>The law names no such ground for this kind of request.</summary>
    NoSuchGround,

    /// <summary>The first date is here or past: an extension can no longer be told in time.</summary>
    TooLate,

    /// <summary>It was extended already; the law allows one.</summary>
    AlreadyExtended,

    /// <summary>A complaint and a second look at a decision are answered without undue delay: no article lets them take longer.</summary>
    NeverExtended,

    /// <summary>The other request is not hers, not of this kind, or not older.</summary>
    NotTheSame,

    /// <summary>She has no such record.</summary>
    NoSuchRecord,

    /// <summary>The value cannot be what it is to become.</summary>
    NotAValue,
}
