using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>What the trail says to the person it is about: when, in which role, for which purpose; never who (Court of Justice, C-579/21).</summary>
public sealed class WhoLooked(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>So many are on a page, hers and the one staff see of her; a copy has all.</summary>
    public const int OnAPage = 50;

    /// <summary>Looks by staff and what the portal did of itself, newest first.</summary>
    public async Task<IReadOnlyList<Look>> AtAsync(UserId subject, int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Role != PortalRole.Customer && entry.Actor != subject)
            .OrderByDescending(entry => entry.Number).Take(most).ToListAsync(cancel);

        var box = await vault.FindAsync(Scope.Audit(subject.Value), cancel);
        return [.. entries.Select(entry => new Look(entry.At, Words(entry.Role, entry.Actor, subject), Words(entry.Deed), Opened(box, entry)))];
    }

    /// <summary>In which role somebody acted; nobody is the portal itself, whatever role its entry holds.</summary>
    public static string Words(PortalRole role, UserId actor) => actor == default ? "The portal itself" : Words(role);

    public static string Words(PortalRole role) => role switch
    {
        PortalRole.Customer => "Customer",
        PortalRole.Support => "Support",
        PortalRole.Admin => "Administration",
    };

    public static string Words(AuditDeed deed) => deed switch
    {
        AuditDeed.SearchedForCustomer => "Found the account by its address or number",
        AuditDeed.SearchedInVain => "Searched for an address or number; no account has it",
        AuditDeed.OpenedCustomer => "Opened the account's overview and records, with everything sealed kept sealed",
        AuditDeed.OpenedRequest => "Opened a privacy request",
        AuditDeed.OpenedToLog => "Opened the account to write down a privacy request",
        AuditDeed.EndedLook => "Ended the look before its time",
        AuditDeed.ReadTrail => "Read the audit trail",
        AuditDeed.TriedForeignId => "Asked for something of another customer and was told there is no such page",
        AuditDeed.AskedForCopy => "Asked for a copy of the data",
        AuditDeed.DownloadedCopy => "Downloaded a copy of the data",
        AuditDeed.DroppedCopy => "Deleted a copy of the data before its time",
        AuditDeed.BeganImport => "Began to bring in an archive from elsewhere",
        AuditDeed.FinishedImport => "Brought an archive in",
        AuditDeed.AskedForErasure => "Asked for erasure",
        AuditDeed.WithdrewErasure => "Withdrew the request for erasure",
        AuditDeed.BeganErasure => "Began to erase the account",
        AuditDeed.FinishedErasure => "Erased the account",
        AuditDeed.ErasureIncomplete => "Could not finish the erasure yet",
        AuditDeed.AskedForArchive => "Asked for an archive of the data",
        AuditDeed.MadeAdmin => "Was made an administrator",
        AuditDeed.ErasedAgain => "Erased the account again, after a backup was put back",
        AuditDeed.AdoptedLedger => "Took an erasure ledger that the databases did not know",
        AuditDeed.ExportedRootKeys => "Wrote the root keys into an escrow file",
        AuditDeed.TookKeyInventory => "Took the list of keys",
        AuditDeed.BeganEpoch => "Began a new epoch of keys",
        AuditDeed.BeganNewDataKeys => "Began to replace data keys",
        AuditDeed.BeganNewIndexKeys => "Began to replace index keys",
        AuditDeed.PausedRotation => "Paused the replacing of keys",
        AuditDeed.ResumedRotation => "Let the replacing of keys go on",
        AuditDeed.LoggedRequest => "Wrote down a privacy request that came by e-mail, telephone or letter",
        AuditDeed.MovedRequest => "Worked on a privacy request",
        AuditDeed.AnsweredRequest => "Answered a privacy request",
        AuditDeed.NotedOnRequest => "Wrote a note on a privacy request",
        AuditDeed.DisputedValue => "Disputed a value",
        AuditDeed.CorrectedDetail => "Corrected a value",
        AuditDeed.AddedStatement => "Set a statement beside a record",
        AuditDeed.ToldRecipient => "Recorded that somebody who received the data was told",
        AuditDeed.Restricted => "Restricted the use of the data",
        AuditDeed.LiftedRestriction => "Ended a restriction",
        AuditDeed.Objected => "Objected to a use of the data",
        AuditDeed.TookBackObjection => "Took an objection back",
        AuditDeed.GaveConsent => "Gave a consent",
        AuditDeed.WithdrewConsent => "Took a consent back",
        AuditDeed.Complained => "Complained, or asked for a person to look at a decision",
        AuditDeed.WithdrewRequest => "Withdrew a privacy request",
        AuditDeed.ShowedIdentity => "Showed by the password who asks",
        AuditDeed.AnsweredQuestion => "Answered our question about a privacy request",
        AuditDeed.AskedForLookup => "Asked for a search across all customers, for a recipient's request",
        AuditDeed.ApprovedLookup => "Agreed to that search as the second person",
        AuditDeed.RefusedLookup => "Refused that search as the second person",
        AuditDeed.SawLookupCounts => "Saw which customers had texted the recipient, and how often",
        AuditDeed.SawLookupDetails => "Saw when one customer had texted the recipient",
        AuditDeed.SawTextsToRecipient => "Saw, for the request of somebody you texted, your company\u2019s name and how many texts went to that number, or when",
        AuditDeed.OpenedRecipientRequest => "Opened a recipient's request",
        AuditDeed.DraftedForRecipient => "Worked on the answer to a recipient, which two people give",
        AuditDeed.AnsweredRecipient => "Answered a recipient's request",
        AuditDeed.ErasedRecipient => "Erased a recipient from the records",
        AuditDeed.PlacedHold => "Placed a hold: an item is kept for a claim or a law",
        AuditDeed.ConfirmedHold => "Agreed to a hold as the second person",
        AuditDeed.AskedToReleaseHold => "Asked that a hold be released",
        AuditDeed.ReleasedHold => "Released a hold",
        AuditDeed.ReviewedHold => "Looked again at a hold and kept it",
        AuditDeed.ToldOfDisclosure => "Told you what an authority received about you",
        AuditDeed.LoggedBreach => "Wrote down a breach",
        AuditDeed.ChangedBreach => "Worked on a breach",
        AuditDeed.CountedAffected => "Counted whom a breach affects",
        AuditDeed.TookAffectedList => "Took the list of accounts a breach affects",
        AuditDeed.RecordedReview => "Recorded a review",
        AuditDeed.AcceptedConfidentiality => "Signed the undertaking of confidentiality",
        AuditDeed.ClosedAlert => "Looked into an alert and closed it",
        AuditDeed.NotedOnAlert => "Wrote what is known of an alert, which somebody else closes",
        AuditDeed.NamedColleague => "Read name and address of a member of staff, to ask about an alert",
        AuditDeed.TookBackup => "Took a backup",
        AuditDeed.TookEvidence => "Took the evidence for controls as a file",
        AuditDeed.ChangedRetention => "Changed how long texts and numbers are kept",
    };

    internal static string Words(PortalRole role, UserId actor, UserId subject) =>
        actor == subject ? "You" : Words(role, actor);

    private static string? Opened(Box box, AuditEntry entry) =>
        entry.Reason is { } reason ? box.Open(AuditEntry.ReasonField, entry.Id, reason) switch
        {
            { Status: OpenStatus.Ok, Text: var text } => text,
            { Status: OpenStatus.Erased } => null,
            _ => "cannot be read",
        }
        : null;
}

/// <summary>One look at a person's data, or one thing done with it, by a member of staff or by the portal itself.</summary>
/// <param name="At">When.</param>
/// <param name="Role">In which role; "The portal itself" where no person did it.</param>
/// <param name="Deed">What was done.</param>
/// <param name="Reason">The purpose that was stated; null where none is due or it was erased.</param>
public sealed record Look(DateTimeOffset At, string Role, string Deed, string? Reason);
