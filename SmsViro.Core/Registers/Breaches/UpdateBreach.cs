using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>What a change makes of the entry in the register.</summary>
public enum BreachClose
{
    /// <summary>It stays open.</summary>
    No = 0,

    /// <summary>It is closed: everything the law asks for was done.</summary>
    Done,

    /// <summary>It is closed: a false alarm, or an entry made twice. Nobody has to be told, and the conclusion says why.</summary>
    WasNone,
}

/// <summary>Everything about a breach that becomes known and done with time.</summary>
public sealed record BreachChange
{
    public required string Facts { get; init; }

    public string? Effects { get; init; }

    public string? Measures { get; init; }

    public required IReadOnlyCollection<string> Categories { get; init; }

    /// <summary>The accounts it touched, as pages of ours show them: "C-9f31c2a4", or an id; empty for all.</summary>
    public IReadOnlyCollection<string> Accounts { get; init; } = [];

    public BreachForm Form { get; init; }

    public DateTimeOffset? FirstNoticeAt { get; init; }

    public DateTimeOffset? FullNoticeAt { get; init; }

    public DateTimeOffset? AuthorityToldAt { get; init; }

    public DateTimeOffset? CustomersToldAt { get; init; }

    public SubjectsDecision Subjects { get; init; }

    public DateTimeOffset? SubjectsToldAt { get; init; }

    public string? SubjectsReason { get; init; }

    /// <summary>Whether this change closes it.</summary>
    public BreachClose Close { get; init; }

    /// <summary>What is concluded, in 10 to 8,000 characters; read where it is closed.</summary>
    public string? Conclusion { get; init; }
}

/// <summary>Keeps the account of a breach up to date, and closes it when the law has all it asks for.</summary>
public sealed class UpdateBreach(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, DataMap map, AffectedAccounts affected, Signals signals, TimeProvider clock)
{
    /// <summary>Everything that would keep the change from being written, before anybody writes it: what a page asks for last need not be in it yet.</summary>
    public async Task<IReadOnlyList<BreachFault>> CheckAsync(UserId staff, Guid id, BreachChange change, CancellationToken cancel) =>
        (await CheckedAsync(staff, id, change, clock.GetUtcNow(), cancel)).Faults;

    /// <summary>Writes the change whole, or says everything that is wrong with it and writes nothing. Whom it affects is counted anew with other kinds or accounts, and when it closes.</summary>
    /// <param name="staff">Who writes it.</param>
    /// <param name="id">Which breach.</param>
    /// <param name="read">Its facts as they were read: sealed anew with every change, so that nobody writes over what she has not seen.</param>
    /// <param name="change">All of it, what stays included.</param>
    /// <param name="cancel">Gives up before anything is written.</param>
    public async Task<IReadOnlyList<BreachFault>> RunAsync(UserId staff, Guid id, Sealed read, BreachChange change, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (breach, named, faults) = await CheckedAsync(staff, id, change, now, cancel);
        if (breach is null || faults.Count > 0) return faults;

        var box = await vault.OpenAsync(Scope.Breach(id), cancel);
        Sealed? Seal(Field field, string? words) => string.IsNullOrWhiteSpace(words) ? null : box.Seal(field, id, words.Trim());
        var (facts, effects, measures, reason) =
            (box.Seal(BreachFields.Facts, id, change.Facts.Trim()), Seal(BreachFields.Effects, change.Effects), Seal(BreachFields.Measures, change.Measures), Seal(BreachFields.Reason, change.SubjectsReason));
        var closes = change.Close is not BreachClose.No;
        var conclusion = closes ? Seal(BreachFields.Conclusion, change.Conclusion) : null;
        var (categories, accounts) = (string.Join(' ', change.Categories), string.Join(' ', named));
        var count = closes || categories != breach.Categories || accounts != breach.Accounts ? await affected.CountAsync(change.Categories, named, cancel) : null;
        var entry = await trail.DraftAsync(staff, default, AuditDeed.ChangedBreach, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return BreachRefusal.NotStaff;
                if (db.Breaches.Find(id) is not { ClosedAt: null } row) return BreachRefusal.NotOpen;
                if (row.Facts != read) return BreachRefusal.Changed;

                (row.Facts, row.Effects, row.Measures, row.SubjectsReason) = (facts, effects, measures, reason);
                if (count is not null)
                {
                    (row.Categories, row.Accounts, row.ConcernsCustomers) = (categories, accounts, LogBreach.ConcernCustomers(map, change.Categories));
                    count.Set(row, now);
                }

                (row.FirstNoticeAt, row.FullNoticeAt, row.AuthorityToldAt) = (change.FirstNoticeAt, change.FullNoticeAt, change.AuthorityToldAt);
                row.CustomersToldAt = row.ConcernsCustomers ? change.CustomersToldAt : null;
                (row.Subjects, row.SubjectsToldAt) = (change.Subjects, change.Subjects is SubjectsDecision.Told ? change.SubjectsToldAt : null);
                row.Form = change.Form;
                if (closes) (row.ClosedAt, row.Conclusion) = (now, conclusion);
                AuditTrail.Append(db, entry, role);
                return (BreachRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is { } why) return [new(BreachPart.Whole, why)];

        signals.Raise(BreachBoard.Topic);
        return [];
    }

    private async Task<(Breach? Found, IReadOnlyList<AccountId> Accounts, IReadOnlyList<BreachFault> Faults)> CheckedAsync(UserId staff, Guid id, BreachChange change, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return (null, [], [new(BreachPart.Whole, BreachRefusal.NotStaff)]);
        if (await db.Breaches.AsNoTracking().SingleOrDefaultAsync(breach => breach.Id == id, cancel) is not { ClosedAt: null } breach) return (null, [], [new(BreachPart.Whole, BreachRefusal.NotOpen)]);

        var (accounts, unknown) = await NamedAccounts.FindAsync(db, change.Accounts, cancel);
        List<BreachFault> faults = [.. Faults(change, breach.FoundAt, now), .. unknown];
        if (change.Close is not BreachClose.No) faults.AddRange(Lacking(change).Where(lack => faults.TrueForAll(fault => fault.Part != lack.Part)).ToList());
        return (breach, accounts, faults);
    }

    private IEnumerable<BreachFault> Faults(BreachChange change, DateTimeOffset found, DateTimeOffset now)
    {
        if (!LogBreach.AreWords(change.Facts)) yield return new(BreachPart.Facts, BreachRefusal.NoFacts);
        if (!LogBreach.AreOurs(map, change.Categories)) yield return new(BreachPart.Kinds, BreachRefusal.NoCategory);

        (BreachPart Part, DateTimeOffset? At)[] times =
        [
            (BreachPart.FirstNotice, change.FirstNoticeAt), (BreachPart.FullNotice, change.FullNoticeAt), (BreachPart.Authority, change.AuthorityToldAt), (BreachPart.Customers, change.CustomersToldAt),
            (BreachPart.PeopleTold, change.SubjectsToldAt),
        ];
        foreach (var (part, _) in times.Where(time => time.At > now || time.At < found)) yield return new(part, BreachRefusal.WrongTime);
        if (change.FullNoticeAt < change.FirstNoticeAt && change.FullNoticeAt >= found && change.FirstNoticeAt <= now) yield return new(BreachPart.FullNotice, BreachRefusal.WrongOrder);
        if (change is { Subjects: SubjectsDecision.Told, SubjectsToldAt: null }) yield return new(BreachPart.PeopleTold, BreachRefusal.Needed);
        if (change is { Subjects: SubjectsDecision.Unintelligible, Form: not BreachForm.AsStored }) yield return new(BreachPart.People, BreachRefusal.NotSealed);
        if (change.Subjects is not SubjectsDecision.Open && !LogBreach.AreWords(change.SubjectsReason)) yield return new(BreachPart.Reason, BreachRefusal.NoReason);
    }

    // What the law asks for before nothing of it can be changed any more; of what was no breach, why it was none.
    private IEnumerable<BreachFault> Lacking(BreachChange change)
    {
        (BreachPart Part, bool Lacks)[] parts =
        [
            (BreachPart.Form, change.Form is BreachForm.Unknown),
            (BreachPart.Effects, string.IsNullOrWhiteSpace(change.Effects)),
            (BreachPart.Measures, string.IsNullOrWhiteSpace(change.Measures)),
            (BreachPart.FirstNotice, change.FirstNoticeAt is null),
            (BreachPart.FullNotice, change.FullNoticeAt is null),
            (BreachPart.Authority, change.AuthorityToldAt is null),
            (BreachPart.Customers, change.CustomersToldAt is null && LogBreach.ConcernCustomers(map, change.Categories)),
            (BreachPart.People, change.Subjects is SubjectsDecision.Open),
        ];
        foreach (var (part, _) in parts.Where(part => part.Lacks && change.Close is BreachClose.Done)) yield return new(part, BreachRefusal.Needed);
        if (!LogBreach.AreWords(change.Conclusion)) yield return new(BreachPart.Conclusion, BreachRefusal.NoConclusion);
    }
}
