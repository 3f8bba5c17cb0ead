using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>Whether an account may take an archive, asked before the file is read and once more inside every act.</summary>
internal static class ImportGuard
{
    public static ImportRefusal? Refusal(PortalDbContext db, DataSubject subject, IEnumerable<IArchivePart> parts) =>
        Closed(db, subject)
        ?? (db.ArchiveImports.Any(import => import.UserId == subject.User && (import.State == ImportState.Running || import.State == ImportState.Stopped)) ? ImportRefusal.UnderWay
            : parts.All(part => part.IsEmpty(db, subject)) ? null
            : ImportRefusal.NotEmpty);

    /// <summary>What forbids to go on as well as to begin.</summary>
    public static ImportRefusal? Closed(PortalDbContext db, DataSubject subject) =>
        !db.IsLiving(subject.Account) ? ImportRefusal.AccountClosed
        : Restriction.IsRestricted(db, subject.Account) ? ImportRefusal.Restricted
        : null;
}
