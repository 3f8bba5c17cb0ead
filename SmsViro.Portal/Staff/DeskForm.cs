namespace SmsViro.Portal.Staff;

/// <summary>What a member of staff may write about a request.</summary>
public enum DeskForm
{
    Answer,
    Question,
    Reply,
    Extension,
    Identity,
    Correction,
    Statement,
    Told,
    RestrictionEnd,
    Forward,
    SendBack,
    NoMoreTime,
    Note,
}
