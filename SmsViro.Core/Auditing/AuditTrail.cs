using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>The append-only trail. An entry is written inside the act it records, or before the look it allows; the chain can be verified at any time.</summary>
public sealed class AuditTrail(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock)
{
    /// <summary>How long an entry is kept.</summary>
    public static KeptFor Kept { get; } = KeptFor.ForYears(3, "3 years after the entry");

    /// <summary>Prepares an entry: its reason is sealed now, for an act must not wait for a key.</summary>
    public async Task<AuditDraft> DraftAsync(UserId actor, UserId subject, AuditDeed deed, string? reason = null, Guid? concerning = null, CancellationToken cancel = default)
    {
        var at = AuditChain.Storable(clock.GetUtcNow());
        var id = Guid.CreateVersion7(at);
        Sealed? stated = null;
        if (!string.IsNullOrWhiteSpace(reason))
            stated = (await vault.OpenAsync(Scope.Audit(subject.Value), cancel)).Seal(AuditEntry.ReasonField, id, reason.Trim());
        return new AuditDraft(id, at, actor, subject, deed, concerning, stated);
    }

    /// <summary>Appends inside the caller's act; the entry exists exactly when what it records does.</summary>
    /// <param name="db">The act's context.</param>
    /// <param name="draft">The entry.</param>
    /// <param name="role">What the actor is, read in the same act.</param>
    public static AuditEntry Append(PortalDbContext db, AuditDraft draft, PortalRole role)
    {
        // An act may append twice before it saves, so what it has added counts too.
        var last = db.AuditEntries.Local.MaxBy(entry => entry.Number) ?? db.AuditEntries.AsNoTracking().OrderByDescending(entry => entry.Number).FirstOrDefault();
        var unlinked = draft.At((last?.Number ?? 0) + 1, role, []);
        var entry = draft.At(unlinked.Number, role, AuditChain.HeadAfter(last?.Head ?? AuditChain.Genesis, unlinked));
        db.AuditEntries.Add(entry);
        return entry;
    }

    /// <summary>Appends in an act of its own.</summary>
    public async Task<AuditEntry> AppendAsync(AuditDraft draft, PortalRole role, CancellationToken cancel) =>
        await writes.RunAsync(db => Append(db, draft, role), cancel: cancel);

    /// <summary>Newest first, without reasons: before an entry, and by one person, where that is said.</summary>
    public async Task<IReadOnlyList<AuditEntry>> LatestAsync(int most, CancellationToken cancel, long? before = null, UserId? by = null)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.AuditEntries.AsNoTracking().Where(entry => (before == null || entry.Number < before) && (by == null || entry.Actor == by)).OrderByDescending(entry => entry.Number).Take(most).ToListAsync(cancel);
    }

    /// <summary>The number and head of the last entry; printed in letters, so that a shortened trail can be noticed.</summary>
    public async Task<ChainHead> HeadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var last = await db.AuditEntries.AsNoTracking().OrderByDescending(entry => entry.Number).Select(entry => new { entry.Number, entry.Head }).FirstOrDefaultAsync(cancel);
        return last is null ? new ChainHead(0, Convert.ToHexStringLower(AuditChain.Genesis)) : new ChainHead(last.Number, Convert.ToHexStringLower(last.Head));
    }

    /// <summary>Walks the whole chain.</summary>
    public Task<ChainVerdict> VerifyAsync(CancellationToken cancel) => VerifyAsync(new HashSet<string>(), cancel);

    /// <summary>Walks the whole chain, and on behind a break that is known: one that is not known comes first in the verdict.</summary>
    /// <param name="known">The names of breaks that somebody has judged.</param>
    /// <param name="cancel">Ends the walk.</param>
    internal async Task<ChainVerdict> VerifyAsync(IReadOnlySet<string> known, CancellationToken cancel)
    {
        var chain = new ChainWalk(clock.GetUtcNow());
        ChainBreak? first = null;
        await foreach (var entry in InOrderAsync(cancel))
        {
            if (chain.Goes(entry)) continue;

            var found = chain.BreakBefore(entry);
            if (!known.Contains(found.Name)) return new ChainVerdict(chain.Verified, found);

            first ??= found;
            chain.GoOnFrom(entry);
        }

        return new ChainVerdict(chain.Verified, first);
    }

    private async IAsyncEnumerable<AuditEntry> InOrderAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Number).AsAsyncEnumerable().WithCancellation(cancel))
            yield return entry;
    }
}

/// <summary>An entry not yet in its place.</summary>
public sealed class AuditDraft
{
    private readonly DateTimeOffset _at;
    private readonly UserId _actor;
    private readonly UserId _subject;
    private readonly AuditDeed _deed;
    private readonly Guid? _concerning;
    private readonly Sealed? _reason;

    internal AuditDraft(Guid id, DateTimeOffset at, UserId actor, UserId subject, AuditDeed deed, Guid? concerning, Sealed? reason) =>
        (Id, _at, _actor, _subject, _deed, _concerning, _reason) = (id, at, actor, subject, deed, concerning, reason);

    public Guid Id { get; }

    internal AuditEntry At(long number, PortalRole role, byte[] head) => new()
    {
        Number = number,
        Id = Id,
        At = _at,
        Actor = _actor,
        Role = role,
        Subject = _subject,
        Deed = _deed,
        Concerning = _concerning,
        Reason = _reason,
        ReasonDigest = AuditChain.DigestOf(_reason),
        Head = head,
    };
}

/// <summary>The end of the chain at some instant.</summary>
public sealed record ChainHead(long Number, string Hex);

/// <summary>What walking the chain found.</summary>
/// <param name="Verified">Entries that follow one another.</param>
/// <param name="Break">Where the first does not; null when all do.</param>
public sealed record ChainVerdict(long Verified, ChainBreak? Break)
{
    /// <summary>The first entry that does not follow, or is missing.</summary>
    public long? BrokenAt => Break?.First;

    public bool IsWhole => Break is null;
}

/// <summary>A place where a chain does not hold: one entry that is not what was written, or all that are missing before the next one there is.</summary>
public sealed record ChainBreak(long First, long Last)
{
    /// <summary>Its numbers; a gap that grows has another name.</summary>
    public string Name { get; } = First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First} to {Last}");
}
