using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>One customer in a look-up's first answer: how many texts, and nothing else.</summary>
public sealed record LookupCount(AccountId Account, string? Name, int Texts);

/// <summary>What a look-up found, or why it is not shown.</summary>
public readonly record struct LookupAnswer(IReadOnlyList<LookupCount>? Counts, IReadOnlyList<RecipientFinding>? Details, LookupRefusal? Refusal);

/// <summary>
/// Shows a look-up to the two who made it: first which customers and how many texts, then, asked for one by one, when and what became of them. Each look is recorded
/// before it is shown. A text's words are not there to be shown.
/// </summary>
public sealed class ReadLookup(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, AuditTrail trail, SenderNames names, TimeProvider clock)
{
    /// <summary>How long a result lasts after it was agreed to.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <param name="staff">Who looks.</param>
    /// <param name="lookup">The look-up.</param>
    /// <param name="account">The customer whose details are asked for; null for the counts.</param>
    /// <param name="cancel">Ends the read.</param>
    public async Task<LookupAnswer> RunAsync(UserId staff, Guid lookup, AccountId? account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Guid request;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (Refused(db, staff, lookup, now, out request) is { } early) return new LookupAnswer(null, null, early);
        }

        var entry = await trail.DraftAsync(
            staff, RecipientRequestDesk.SubjectOf(request), account is null ? AuditDeed.SawLookupCounts : AuditDeed.SawLookupDetails, concerning: account?.Value ?? lookup, cancel: cancel);
        var concerned = await ConcernedAsync(staff, lookup, account, cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (Refused(db, staff, lookup, now, out _) is { } late) return late;
                if (!RecipientRequestDesk.Record(db, entry, staff)) return LookupRefusal.NotStaff;

                foreach (var one in concerned) RecipientRequestDesk.Record(db, one, staff);
                return (LookupRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is not null) return new LookupAnswer(null, null, refusal);

        await using var read = await contexts.CreateDbContextAsync(cancel);
        var findings = read.RecipientFindings.AsNoTracking().Where(row => row.SearchId == lookup);
        if (account is { } one) return new LookupAnswer(null, await findings.Where(row => row.AccountId == one).OrderByDescending(row => row.AcceptedAt).ToListAsync(cancel), null);

        var counts = await findings.GroupBy(row => row.AccountId).Select(sender => new { sender.Key, Texts = sender.Count() }).ToListAsync(cancel);
        var called = await names.OfAsync(counts.Select(count => count.Key), cancel);
        return new LookupAnswer([.. counts.OrderByDescending(count => count.Texts).Select(count => new LookupCount(count.Key, called[count.Key], count.Texts))], null, null);
    }

    // Each customer of whom something is shown reads that it was: her name and her traffic are hers, whoever asked.
    private async Task<List<AuditDraft>> ConcernedAsync(UserId staff, Guid lookup, AccountId? account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = db.RecipientFindings.Where(row => row.SearchId == lookup).Select(row => row.AccountId).Distinct();
        var users = await db.Users.AsNoTracking().Where(user => found.Contains(user.AccountId) && user.State != AccountState.Erased).ToListAsync(cancel);
        var drafts = new List<AuditDraft>();
        foreach (var user in users.Where(user => account is null || user.AccountId == account))
            drafts.Add(await trail.DraftAsync(staff, user.UserId, AuditDeed.SawTextsToRecipient, concerning: lookup, cancel: cancel));
        return drafts;
    }

    private static LookupRefusal? Refused(PortalDbContext db, UserId staff, Guid id, DateTimeOffset now, out Guid request)
    {
        var lookup = db.RecipientLookups.AsNoTracking().SingleOrDefault(row => row.Id == id);
        request = lookup?.RequestId ?? default;
        var about = request;
        if (StaffAmong.RoleOf(db, staff) is null || lookup is null || (lookup.AskedBy != staff && lookup.DecidedBy != staff)) return LookupRefusal.NotStaff;
        if (!db.RecipientRequests.Any(row => row.Id == about && row.State != RecipientRequestState.Answered)) return LookupRefusal.NoOpenRequest;

        return lookup.State is LookupState.Ready && now < lookup.DecidedAt + Life ? null : LookupRefusal.NotNow;
    }
}
