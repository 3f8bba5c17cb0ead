namespace SmsViro.Core.Rights.Letters;

/// <summary>What a letter about a request says; the numbers are stored.</summary>
public enum LetterKind
{
    Received = 1,
    IdentityAsked = 2,
    IdentityReminder = 3,
    ClarificationAsked = 4,
    Extended = 5,
    Answered = 6,
    PartlyAnswered = 7,
    Refused = 8,
    Lapsed = 9,
    Forwarded = 10,
    Merged = 11,
    RestrictionEnds = 12,

    /// <summary>She took it back, or somebody in her account did.</summary>
    Withdrawn = 13,

    /// <summary>She ended the pause herself, or somebody in her account did.</summary>
    PauseEnded = 14,

    /// <summary>We go on without the answer to a question of ours: what she has not written yet she need not write.</summary>
    QuestionTakenBack = 15,
}
