using SmsViro.Core.Encryption;
using SmsViro.Core.Storage.Keys;

namespace SmsViro.Core.Custody;

/// <summary>When the last backup has forgotten, computed from the settings and nowhere written down: a promise that no setting keeps is none.</summary>
public sealed class Horizon(CustodyOptions options, KeyPlace keys, IRootKeyProvider roots)
{
    public const int EpochDays = 30;

    /// <summary>
    /// Whole scopes, whose keys are destroyed. A copy of a wrapped key is dead once its epoch's root key is, or gone with its backup, whichever is later;
    /// where data and keys share a cluster, its backups count too.
    /// </summary>
    public int WholeScopeDays => Math.Max(
        EpochDays + options.EpochGraceDays + (int)Math.Ceiling(roots.DestroyDelay.TotalDays),
        keys.WithData ? Math.Max(options.KeyBackupDays, options.DataBackupDays) : options.KeyBackupDays);

    /// <summary>Anything smaller: one contact, one recipient, a corrected value. Its scope's key lives on, so only the end of the backup ends it.</summary>
    public int SmallerDays => options.DataBackupDays;

    /// <summary>The day from which no backup holds anything of an erased person in any form.</summary>
    public DateOnly AllGoneOn(DateOnly erased) => erased.AddDays(Math.Max(WholeScopeDays, SmallerDays));

    public DateOnly WholeScopeOn(DateOnly erased) => erased.AddDays(WholeScopeDays);

    public DateOnly SmallerOn(DateOnly erased) => erased.AddDays(SmallerDays);
}
