using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Reads what people did from where it is recorded anyway: the audit trail, the steps of authorities' requests, and wrong passwords.</summary>
internal static class FindSigns
{
    private static readonly AuditDeed[] Lookups =
    [
        AuditDeed.SearchedForCustomer, AuditDeed.SearchedInVain, AuditDeed.OpenedCustomer, AuditDeed.OpenedToLog, AuditDeed.OpenedRequest, AuditDeed.SawLookupCounts, AuditDeed.SawLookupDetails,
        AuditDeed.OpenedRecipientRequest,
    ];

    private static readonly AuditDeed[] Exports = [AuditDeed.TookAffectedList];

    private static readonly AuditDeed[] Copies = [AuditDeed.AskedForCopy, AuditDeed.AskedForArchive, AuditDeed.DownloadedCopy];

    /// <summary>Everything later than <paramref name="since"/>.</summary>
    public static async Task<IReadOnlyList<Sign>> SinceAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancel) =>
        [.. await DeedsAsync(db, since, cancel), .. await ExtractsAsync(db, since, cancel), .. await FailuresAsync(db, since, cancel)];

    private static async Task<IEnumerable<Sign>> DeedsAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancel)
    {
        AuditDeed[] counted = [.. Lookups, .. Exports, .. Copies];
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.At > since && counted.Contains(entry.Deed))
            .Select(entry => new { entry.Id, entry.At, entry.Actor, entry.Role, entry.Subject, entry.Deed, entry.Concerning }).ToListAsync(cancel);
        return
        [
            .. from entry in entries
               where entry.Role is not PortalRole.Customer && Lookups.Contains(entry.Deed) && entry.Subject != entry.Actor
               // Details are of one sender each. A search that found nobody is one try of many.
               let of = entry is { Deed: AuditDeed.SawLookupDetails, Concerning: { } sender } ? sender : entry.Subject == default ? entry.Id : entry.Subject.Value
               select new Sign(AlertKind.MassLookup, entry.Actor, of, entry.At, entry.Deed is AuditDeed.SearchedInVain),
            .. from entry in entries
               where entry.Role is not PortalRole.Customer && Exports.Contains(entry.Deed)
               select new Sign(AlertKind.MassExport, entry.Actor, entry.Id, entry.At),
            .. from entry in entries
               where entry.Actor == entry.Subject && Copies.Contains(entry.Deed)
               select new Sign(AlertKind.ManyCopies, entry.Actor, entry.Id, entry.At),
        ];
    }

    private static async Task<IEnumerable<Sign>> ExtractsAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancel) =>
        from step in await db.AuthoritySteps.AsNoTracking().Where(step => step.At > since && step.Deed == AuthorityDeed.HandedOver).Select(step => new { step.RequestId, step.Actor, step.At }).ToListAsync(cancel)
        select new Sign(AlertKind.MassExport, step.Actor, step.RequestId, step.At);

    private static async Task<IEnumerable<Sign>> FailuresAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancel)
    {
        var failed = await db.FailedProofs.AsNoTracking().Where(proof => proof.At > since).ToListAsync(cancel);
        var staff = (await db.Users.AsNoTracking().Where(user => user.Role != PortalRole.Customer).Select(user => user.Id).ToListAsync(cancel)).ToHashSet();
        return
        [
            .. from proof in failed
               where staff.Contains(proof.UserId.Value)
               select new Sign(AlertKind.GuessedStaff, proof.UserId, proof.Id, proof.At),
            .. from proof in failed
               where proof.Door is ProofDoor.StepUp && !staff.Contains(proof.UserId.Value)
               select new Sign(AlertKind.FailedStepUp, proof.UserId, proof.Id, proof.At),
            .. from proof in failed
               where proof.Door is ProofDoor.SignIn
               select new Sign(AlertKind.Spraying, default, proof.UserId.Value, proof.At),
        ];
    }
}
