namespace SmsViro.Core.Registers.Reviews;

/// <summary>How reviews are said, on screen, in exports and by mail alike.</summary>
public static class ReviewWords
{
    public static string Of(ReviewKind kind) => kind switch
    {
        ReviewKind.AccessRights => "Access rights",
        ReviewKind.RestoreDrill => "Restore drill",
        ReviewKind.KeyRotation => "Keys",
        ReviewKind.SubProcessors => "Sub-processors",
    };

    public static string What(ReviewKind kind) => kind switch
    {
        ReviewKind.AccessRights => "Who may sign in at the desk and as what; who has left",
        ReviewKind.RestoreDrill => "A backup put back on another machine, opened and proved",
        ReviewKind.KeyRotation => "The inventory of keys: ages, ends, and what still names an old one",
        ReviewKind.SubProcessors => "The companies that receive data: needed, agreed, and bound",
    };
}
