namespace SmsViro.Portal.Manage;

/// <summary>Every command there is; a longer name stands before the shorter one it begins with.</summary>
internal static class Commands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        ArchiveCommand.Entry,
        CreateAdminCommand.Entry,
        PruneCommand.Entry,
        BackupCommand.Entry,
        RestoreCommand.Entry,
        VerifyCommand.Entry,
        AdoptLedgerCommand.Entry,
        PrivacyMapCommand.Entry,
        PromisesCommand.Entry,
        VerifyPaperCommand.Entry,
        RootCommands.Export,
        RootCommands.Verify,
        RootCommands.Restore,
    ];
}
