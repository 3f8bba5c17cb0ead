using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>Everything about a breach that becomes known and done with time.</summary>
public sealed record BreachChange
{
    public required string Facts { get; init; }

    public string? Effects { get; init; }

    public string? Measures { get; init; }

    public required IReadOnlyCollection<string> Categories { get; init; }

    /// <summary>The accounts it touched; empty for all.</summary>
    public IReadOnlyCollection<AccountId> Accounts { get; init; } = [];

    public BreachForm Form { get; init; }

    public DateTimeOffset? FirstNoticeAt { get; init; }

    public DateTimeOffset? FullNoticeAt { get; init; }

    public DateTimeOffset? AuthorityToldAt { get; init; }

    public DateTimeOffset? CustomersToldAt { get; init; }

    public SubjectsDecision Subjects { get; init; }

    public DateTimeOffset? SubjectsToldAt { get; init; }

    public string? SubjectsReason { get; init; }

    /// <summary>Closes it with this change.</summary>
    public bool Close { get; init; }

    /// <summary>What is concluded, in 10 to 8,000 characters; read where it is closed.</summary>
    public string? Conclusion { get; init; }
}

/// <summary>Keeps the account of a breach up to date, and closes it when the law has all it asks for.</summary>
public sealed class UpdateBreach(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, DataMap map, Signals signals, TimeProvider clock)
{
    public async Task<BreachRefusal?> RunAsync(UserId staff, Guid id, BreachChange change, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await RefusedAsync(staff, id, change, now, cancel) is { } early) return early;

        var box = await vault.OpenAsync(Scope.Breach(id), cancel);
        Sealed? Seal(Field field, string? words) => string.IsNullOrWhiteSpace(words) ? null : box.Seal(field, id, words.Trim());
        var (facts, effects, measures, reason) =
            (box.Seal(BreachFields.Facts, id, change.Facts.Trim()), Seal(BreachFields.Effects, change.Effects), Seal(BreachFields.Measures, change.Measures), Seal(BreachFields.Reason, change.SubjectsReason));
        var conclusion = change.Close ? Seal(BreachFields.Conclusion, change.Conclusion) : null;
        var entry = await trail.DraftAsync(staff, default, AuditDeed.ChangedBreach, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return BreachRefusal.NotStaff;
                if (db.Breaches.Find(id) is not { ClosedAt: null } breach) return BreachRefusal.NotOpen;

                var (categories, accounts) = (string.Join(' ', change.Categories), string.Join(' ', change.Accounts));
                if (categories != breach.Categories || accounts != breach.Accounts) (breach.Affected, breach.AffectedStaff, breach.RecipientsLeast, breach.RecipientsMost, breach.CountedAt) = (null, null, null, null, null);
                (breach.Facts, breach.Effects, breach.Measures, breach.SubjectsReason, breach.Categories, breach.Accounts) = (facts, effects, measures, reason, categories, accounts);
                breach.ConcernsCustomers = LogBreach.ConcernCustomers(map, change.Categories);
                (breach.FirstNoticeAt, breach.FullNoticeAt, breach.AuthorityToldAt) = (change.FirstNoticeAt, change.FullNoticeAt, change.AuthorityToldAt);
                breach.CustomersToldAt = breach.ConcernsCustomers ? change.CustomersToldAt : null;
                (breach.Subjects, breach.SubjectsToldAt) = (change.Subjects, change.Subjects is SubjectsDecision.Told ? change.SubjectsToldAt : null);
                breach.Form = change.Form;
                if (change.Close) (breach.ClosedAt, breach.Conclusion) = (now, conclusion);
                AuditTrail.Append(db, entry, role);
                return (BreachRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(BreachBoard.Topic);
        return refusal;
    }

    private async Task<BreachRefusal?> RefusedAsync(UserId staff, Guid id, BreachChange change, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return BreachRefusal.NotStaff;
        if (!LogBreach.AreWords(change.Facts)) return BreachRefusal.NoFacts;
        if (!LogBreach.AreOurs(map, change.Categories)) return BreachRefusal.NoCategory;
        if (change.Subjects is not SubjectsDecision.Open && !LogBreach.AreWords(change.SubjectsReason)) return BreachRefusal.NoReason;
        if (change is { Subjects: SubjectsDecision.Unintelligible, Form: not BreachForm.AsStored }) return BreachRefusal.NotSealed;
        if (await db.Breaches.AsNoTracking().SingleOrDefaultAsync(breach => breach.Id == id, cancel) is not { ClosedAt: null } breach) return BreachRefusal.NotOpen;

        DateTimeOffset?[] times = [change.FirstNoticeAt, change.FullNoticeAt, change.AuthorityToldAt, change.CustomersToldAt, change.SubjectsToldAt];
        if (times.Any(time => time > now || time < breach.FoundAt)) return BreachRefusal.WrongTime;
        if (change.Subjects is SubjectsDecision.Told && change.SubjectsToldAt is null) return BreachRefusal.WrongTime;

        var wanted = change.Accounts.Distinct().ToList();
        if (wanted.Count > 0 && await db.Users.CountAsync(user => wanted.Contains(user.AccountId), cancel) < wanted.Count) return BreachRefusal.NoSuchAccount;

        if (!change.Close) return null;

        return change is { FirstNoticeAt: null } or { FullNoticeAt: null } or { AuthorityToldAt: null } or { Subjects: SubjectsDecision.Open } or { Form: BreachForm.Unknown }
                || (change.CustomersToldAt is null && LogBreach.ConcernCustomers(map, change.Categories))
                || string.IsNullOrWhiteSpace(change.Effects) || string.IsNullOrWhiteSpace(change.Measures)
            ? BreachRefusal.NotDone
            : LogBreach.AreWords(change.Conclusion) ? null : BreachRefusal.NoConclusion;
    }
}
