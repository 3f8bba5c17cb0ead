using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>A line of the staff's list; it names nobody.</summary>
public sealed record RecipientRequestRow(Guid Id, string Reference, RecipientRequestKind Kind, RecipientRequestState State, DateOnly DueOn, DateTimeOffset ReceivedAt, bool IsWithSender, bool IsOverdue);

/// <summary>One request at the desk: its words, its steps and the look-ups made for it. The number stays sealed; nobody here needs it.</summary>
public sealed record RecipientRequestView(
    RecipientRequest Request, string? Note, string? Answer, string? SentBack, string? Sender, IReadOnlyList<RecipientEvent> Steps, IReadOnlyList<LookupLine> Lookups, bool IsOverdue);

/// <summary>A look-up and why it was asked for, as the trail keeps it: whoever agrees has to know.</summary>
public sealed record LookupLine(RecipientLookup Lookup, string? Why)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "look-up";
}

/// <summary>Recipients' requests for staff: the list needs no reason, opening one is recorded first.</summary>
public sealed class RecipientRequestDesk(
    IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, WriteQueue writes, SenderNames names, RightsOptions options, TimeProvider clock)
{
    private const int MostShown = 500;

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.SeatZone).DateTime);

    /// <summary>Open ones first, nearest due date first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<RecipientRequestRow>?> ListAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var requests = await db.RecipientRequests.AsNoTracking().OrderBy(request => request.State == RecipientRequestState.Answered).ThenBy(request => request.DueOn).Take(MostShown).ToListAsync(cancel);
        return [.. requests.Select(request => new RecipientRequestRow(
            request.Id, request.Reference, request.Kind, request.State, request.DueOn, request.ReceivedAt, request.Kind is RecipientRequestKind.Question && !request.HasEnded, IsOverdue(request)))];
    }

    /// <summary>Records the look, then shows; null for anybody but staff and for an id nobody has.</summary>
    public async Task<RecipientRequestView?> OpenAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null || !await db.RecipientRequests.AnyAsync(request => request.Id == id, cancel)) return null;

        var entry = await trail.DraftAsync(staff, SubjectOf(id), AuditDeed.OpenedRecipientRequest, concerning: id, cancel: cancel);
        if (!await writes.RunAsync(db => Record(db, entry, staff), cancel: cancel)) return null;

        return await ReadAsync(staff, id, cancel);
    }

    /// <summary>The same again after something moved, for whoever has just opened it.</summary>
    public async Task<RecipientRequestView?> ReadAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null || await db.RecipientRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } request) return null;

        var box = await vault.FindAsync(Scope.Request(id), cancel);
        string? Open(Field field, Sealed? closed) => closed is { } value ? box.Open(field, id, value).Text : null;

        // What a sender answered is between him and her. What was sent back is written again, and how to go on is put under it then.
        var answer = request.Kind is RecipientRequestKind.Question ? null : Open(RecipientFields.Answer, request.Answer);
        if (request.State is RecipientRequestState.Open) answer = answer?.Replace(LetterWords.Remedies(options), "", StringComparison.Ordinal).TrimEnd();
        return new RecipientRequestView(
            request, Open(RecipientFields.Note, request.Note), answer, Open(RecipientFields.SentBack, request.SentBack),
            request.AccountId is { } sender ? (await names.OfAsync([sender], cancel))[sender] : null,
            await db.RecipientEvents.AsNoTracking().Where(step => step.RequestId == id).OrderBy(step => step.At).ThenBy(step => step.Id).ToListAsync(cancel),
            await LookupsAsync(db, id, cancel),
            IsOverdue(request));
    }

    // The entry of the trail and the look-up are written in one act, so the nth of one belongs to the nth of the other.
    private async Task<IReadOnlyList<LookupLine>> LookupsAsync(PortalDbContext db, Guid id, CancellationToken cancel)
    {
        var lookups = await db.RecipientLookups.AsNoTracking().Where(lookup => lookup.RequestId == id).OrderBy(lookup => lookup.AskedAt).ThenBy(lookup => lookup.Id).ToListAsync(cancel);
        var asked = await db.AuditEntries.AsNoTracking().Where(entry => entry.Deed == AuditDeed.AskedForLookup && entry.Concerning == id).OrderBy(entry => entry.Number).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Audit(SubjectOf(id).Value), cancel);
        return
        [
            .. lookups.Select((lookup, at) => new LookupLine(
                lookup, asked.ElementAtOrDefault(at) is { Reason: { } reason } entry ? box.Open(AuditEntry.ReasonField, entry.Id, reason).Text : null)).Reverse(),
        ];
    }

    /// <summary>Under whom the trail records what concerns a recipient: she has no account, so her request stands for her, and its audit key ends with it.</summary>
    internal static UserId SubjectOf(Guid request) => new(request);

    internal static bool Record(PortalDbContext db, AuditDraft entry, UserId staff)
    {
        if (StaffAmong.RoleOf(db, staff) is not { } role) return false;

        AuditTrail.Append(db, entry, role);
        return true;
    }

    private bool IsOverdue(RecipientRequest request) => !request.HasEnded && request.DueOn < Today;
}
