using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>An act at the desk: which row of the machine it takes, what it changes, the letter that tells her.</summary>
internal sealed record DeskAct
{
    /// <summary>Null for an act that leaves the state alone.</summary>
    public RequestAct? Act { get; init; }

    /// <summary>The state it leads to; the machine's only one where it is not said.</summary>
    public RequestState? To { get; init; }

    public required AuditDeed Deed { get; init; }

    public RequestStep? Step { get; init; }

    public long? Count { get; init; }

    /// <summary>Refuses by what is stored, inside the act, before anything changes.</summary>
    public Func<PortalDbContext, PrivacyRequest, DeskRefusal?> Unless { get; init; } = (_, _) => null;

    /// <summary>Changes the request inside the act; it is over when the state moves.</summary>
    public Action<PortalDbContext, PrivacyRequest, PortalUser> Change { get; init; } = (_, _, _) => { };

    public Func<PrivacyRequest, Task<LetterDraft?>> Letter { get; init; } = _ => Task.FromResult<LetterDraft?>(null);
}

/// <summary>What all acts at the desk share: the grant, the machine, the letter and the trail are one act, or nothing is.</summary>
public sealed class RequestDesk(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, LetterWriter letters, Signals signals, RightsOptions options, TimeProvider clock)
{
    public DateOnly Today => StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);

    /// <summary>The shortest words that explain anything.</summary>
    internal const int ShortestWords = 10;

    internal async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, DeskAct deed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (found, none) = await FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (deed.Act is { } asked && RequestMachine.Refusal(found, asked, grant.Staff) is { } early) return early;

        var letter = await deed.Letter(found);
        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, deed.Deed, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(db => Do(db, grant, id, deed, letter, entry, now), refusal => refusal is null, cancel);
        if (refusal is not null) return refusal;

        if (letter is not null) letters.Hurry();
        signals.Raise(JobQueue.Topic(id));
        return null;
    }

    /// <summary>The request, or why whoever asks hears nothing of it: her role comes first, so that what she lost tells her nothing more.</summary>
    internal async Task<(PrivacyRequest? Found, DeskRefusal? Refusal)> FindAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, grant.Staff, cancel) is null) return (null, DeskRefusal.NotStaff);

        var found = await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id && request.UserId == grant.Subject.User, cancel);
        return (found, found is null ? DeskRefusal.NoSuchRequest : null);
    }

    internal async Task<StatutoryDates> DatesAsync(PrivacyRequest request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return RequestDeadline.Of(request, await db.Clarifications.AsNoTracking().Where(question => question.RequestId == request.Id).ToListAsync(cancel), options);
    }

    /// <summary>Words sealed in the request; the key is there before the act begins.</summary>
    internal async Task<Sealed> SealAsync(Guid request, Field field, Guid row, string words, CancellationToken cancel) =>
        (await vault.OpenAsync(Scope.Request(request), cancel)).Seal(field, row, words.Trim());

    /// <summary>The same; null where the key has ended with an erasure.</summary>
    internal async Task<Sealed?> SealIfOpenAsync(Guid request, Field field, Guid row, string words, CancellationToken cancel) =>
        await vault.FindAsync(Scope.Request(request), cancel) is { IsClosed: false } box ? box.Seal(field, row, words.Trim()) : null;

    internal async Task<string?> OpenAsync(Guid request, Field field, Guid row, Sealed? closed, CancellationToken cancel) =>
        closed is { IsEmpty: false } value ? (await vault.FindAsync(Scope.Request(request), cancel)).Open(field, row, value).Text : null;

    private static DeskRefusal? Do(PortalDbContext db, AccessGrant grant, Guid id, DeskAct deed, LetterDraft? letter, AuditDraft entry, DateTimeOffset now)
    {
        var staff = db.Users.AsNoTracking().SingleOrDefault(user => user.Id == grant.Staff.Value && user.State == AccountState.Active);
        if (staff is null or { Role: PortalRole.Customer }) return DeskRefusal.NotStaff;
        if (db.PrivacyRequests.SingleOrDefault(request => request.Id == id && request.UserId == grant.Subject.User) is not { } request) return DeskRefusal.NoSuchRequest;
        if (deed.Unless(db, request) is { } stored) return stored;
        if (deed.Act is { } act && RequestMachine.Refusal(request, act, grant.Staff) is { } refusal) return refusal;

        deed.Change(db, request, staff);
        if (deed.Act is { } moved)
        {
            if (RequestMachine.Lacks(request, moved) is { } lack) return lack;

            request.State = deed.To ?? RequestMachine.Next(request, moved)!.Value;
            if (request.HasEnded) request.EndedAt = now;
        }

        if (deed.Step is { } step) db.Tell(request, step, now, deed.Count);
        letter?.Post(db);
        AuditTrail.Append(db, entry, staff.Role);
        return null;
    }
}
