using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Support;

/// <summary>An account that an exact address or number led to; ids only, for whoever found it has not been let in yet.</summary>
public sealed record FoundCustomer(UserId User, AccountId Account, AccountState State, DateTimeOffset Since);

/// <summary>Why a search has no answer.</summary>
public enum SearchRefusal
{
    /// <summary>Neither an address nor a number.</summary>
    NotAnAddressOrNumber = 1,

    /// <summary>The person is no member of staff; she is told that there is no such page.</summary>
    NotStaff,

    /// <summary>The trail could not be written, so nothing may be shown.</summary>
    NotRecorded,
}

/// <summary>What a search found, or why it did not search.</summary>
public readonly record struct SearchAnswer(IReadOnlyList<FoundCustomer> Found, SearchRefusal? Refusal)
{
    public static implicit operator SearchAnswer(SearchRefusal refusal) => new([], refusal);

    public static SearchAnswer FromSearchRefusal(SearchRefusal refusal) => refusal;
}

/// <summary>
/// Finds an account by the exact e-mail address or number a caller names; there is no browsing. Recorded with whom it found before it answers,
/// and what was typed is kept nowhere.
/// </summary>
public sealed class FindCustomer(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, LookupIndexes indexes, AuditTrail trail)
{
    private const int MostFound = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<SearchAnswer> RunAsync(UserId staff, string typed, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == staff.Value && user.State == AccountState.Active, cancel) is not { Role: not PortalRole.Customer } actor)
            return SearchRefusal.NotStaff;
        if (Wanted(db, typed) is not { } wanted) return SearchRefusal.NotAnAddressOrNumber;

        var found = await wanted.AsNoTracking().OrderBy(user => user.CreatedAt).Take(MostFound).ToListAsync(cancel);
        return await RecordedAsync(actor, found, cancel)
            ? new SearchAnswer([.. found.Select(user => new FoundCustomer(user.UserId, user.AccountId, user.State, user.CreatedAt))], null)
            : SearchRefusal.NotRecorded;
    }

    private IQueryable<PortalUser>? Wanted(PortalDbContext db, string typed)
    {
        if (EmailAddress.TryParse(typed, out var email))
        {
            var digests = indexes.EachOf(email);
            return db.Users.Where(user => digests.Contains(user.NormalizedEmail!));
        }

        if (!PhoneNumber.TryParse(typed, Country.UnitedKingdom, out var phone)) return null;

        var numbers = indexes.EachOf(phone);
        return db.Users.Where(user => numbers.Contains(user.PhoneIndex!.Value));
    }

    private async Task<bool> RecordedAsync(PortalUser actor, List<PortalUser> found, CancellationToken cancel)
    {
        try
        {
            var entries = new List<AuditDraft>();
            foreach (var user in found.Select(user => user.UserId).DefaultIfEmpty())
                entries.Add(await trail.DraftAsync(actor.UserId, user, found.Count > 0 ? AuditDeed.SearchedForCustomer : AuditDeed.SearchedInVain, cancel: cancel));

            await writes.RunAsync(
                db =>
                {
                    foreach (var entry in entries) AuditTrail.Append(db, entry, actor.Role);
                },
                cancel).WaitAsync(Patience, cancel);
            return true;
        }
        catch (Exception failure) when (failure is StorageUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
