using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Imports;

/// <summary>
/// Says yes to an archive that was laid before her, or lets one go on that stopped: from here on a job brings it in, step by step, each step one act with its number,
/// so that whatever interrupts it nothing comes in twice and nothing is left out.
/// </summary>
public sealed class ImportArchive(WriteQueue writes, StepUp stepUp, AuditTrail trail, IEnumerable<IArchivePart> parts, JobQueue jobs, ImportFolder folder, TimeProvider clock)
{
    /// <param name="person">Who says yes.</param>
    /// <param name="id">To which.</param>
    /// <param name="cancel">Ends the work before anything is written.</param>
    /// <param name="leavesProfile">Whether what would replace values of the account stays behind; one that goes on keeps to what was said first.</param>
    /// <returns>Null when it has begun.</returns>
    public async Task<ImportRefusal?> RunAsync(SignedIn person, Guid id, CancellationToken cancel, bool leavesProfile = false)
    {
        if (!await stepUp.IsFreshAsync(person, cancel)) return ImportRefusal.NotConfirmed;
        var now = clock.GetUtcNow();
        var subject = new DataSubject(person.Customer.User, person.Customer.Account);
        if (!folder.Holds(id))
        {
            await GiveUpAsync(id, subject, cancel);
            return ImportRefusal.None;
        }

        var entry = await trail.DraftAsync(subject.User, subject.User, AuditDeed.BeganImport, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (db.ArchiveImports.SingleOrDefault(import => import.Id == id && import.UserId == subject.User) is not { State: ImportState.Offered or ImportState.Stopped } import) return ImportRefusal.None;
                if ((import.State is ImportState.Stopped ? ImportGuard.Closed(db, subject) : ImportGuard.Refusal(db, subject, parts)) is { } refused) return refused;

                if (leavesProfile && import.State is ImportState.Offered) Leave(db, id);
                (import.State, import.BeganAt) = (ImportState.Running, import.BeganAt ?? now);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                JobQueue.Add<CarryOver>(db, id, now);
                return (ImportRefusal?)null;
            },
            refused => refused is null,
            cancel);
        if (refusal is null) jobs.Wake();
        return refusal;
    }

    /// <summary>Says no: the file and its key go at once. False when it was not there or has begun.</summary>
    public async Task<bool> DeclineAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        var declined = await writes.RunAsync(
            db =>
            {
                if (db.ArchiveImports.SingleOrDefault(import => import.Id == id && import.UserId == customer.User && import.State == ImportState.Offered) is not { } import) return false;

                db.ImportSections.RemoveRange(db.ImportSections.Where(section => section.ImportId == id));
                db.ArchiveImports.Remove(import);
                return true;
            },
            done => done,
            cancel);
        if (declined) await folder.ForgetAsync(id, cancel);
        return declined;
    }

    // Counted as left before it begins, they are passed over however often it is taken up again.
    private void Leave(PortalDbContext db, Guid id)
    {
        foreach (var file in parts.Where(part => part.MayStayBehind).SelectMany(part => part.Files))
            if (db.ImportSections.Find(id, file) is { } section) section.Left = section.Rows;
    }

    // Without its file it never goes on, and must not bar another from coming in.
    private Task GiveUpAsync(Guid id, DataSubject subject, CancellationToken cancel) => writes.RunAsync(
        db =>
        {
            if (db.ArchiveImports.SingleOrDefault(import => import.Id == id && import.UserId == subject.User && import.State == ImportState.Stopped) is { } import) import.State = ImportState.GivenUp;
        },
        cancel);
}
