using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>What an erasure would take and leave, said before it is asked for.</summary>
/// <param name="Goes">By category, and store by store what lies outside the tables, with how many entries.</param>
/// <param name="Stays">With its ground and its end.</param>
/// <param name="Waiting">Messages that would be called off.</param>
/// <param name="Balance">What would be left of her credit, with what is held for messages that are called off.</param>
/// <param name="Dates">When we must have answered.</param>
/// <param name="GraceUntil">Until when it would wait, unless the wait is waived.</param>
/// <param name="BackupsForgetOn">When the last backup made before it would be gone, if it happened today.</param>
/// <param name="Standing">The request that asks for it already and has not ended; null while none does.</param>
public sealed record ErasureForecast(
    IReadOnlyList<Going> Goes, IReadOnlyList<Retained> Stays, long Waiting, Leftover Balance, StatutoryDates Dates, DateTimeOffset GraceUntil, DateOnly BackupsForgetOn, Guid? Standing);

/// <summary>Something an erasure takes, as a person calls it, and how many entries of it.</summary>
public sealed record Going(string What, long Count);

/// <summary>Works out an erasure without doing any of it, by the functions that its certificate and its letter ask when it is done.</summary>
public sealed class ErasurePreview(
    DeclaredTables tables, IEnumerable<IPersonalDataStore> stores, IDbContextFactory<PortalDbContext> contexts, BillingOverview billing, RightsOptions options, Horizon horizon, TimeProvider clock)
{
    // An erasure leaves the proof of itself, also of somebody who has asked for nothing before.
    private static readonly Type[] ItsRecord = [typeof(PrivacyRequest), typeof(RequestEvent), typeof(RequestLetter), typeof(StoreAnswer), typeof(Certificate), typeof(AuditEntry)];

    public async Task<ErasureForecast> RunAsync(Customer customer, CancellationToken cancel)
    {
        var subject = new DataSubject(customer.User, customer.Account);
        var now = clock.GetUtcNow();
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        var stays = await tables.RetainedAsync(subject, ItsRecord, cancel);
        return new ErasureForecast(
            await GoesAsync(subject, [.. stays.Select(one => one.Category)], cancel),
            stays,
            await WaitingAsync(customer.Account, cancel),
            await billing.LeftAsync(customer.Account, cancel),
            dates,
            StatutoryClock.GraceEnd(now, dates, options.SeatZone),
            horizon.WholeScopeOn(dates.Origin),
            await StandingAsync(customer.User, cancel));
    }

    private async Task<Guid?> StandingAsync(UserId user, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await RequestErasure.Standing(db, user).FirstOrDefaultAsync(cancel);
    }

    private async Task<IReadOnlyList<Going>> GoesAsync(DataSubject subject, HashSet<Category> stays, CancellationToken cancel)
    {
        // Of a category of which something stays, what goes is called by its own name: the copy goes, and the request for it stays.
        var rows = await tables.GoingAsync(subject, cancel);
        var goes = (from category in Category.All
                    from row in rows
                    where row.Rows.Category == category
                    group row.Rows.Count by stays.Contains(category) ? row.Table : category.Name into what
                    select new Going(what.Key, what.Sum())).ToList();
        foreach (var store in stores.Where(store => store != tables))
            if ((await store.FindAsync(subject, cancel)).Sum(found => found.Count) is > 0 and var count && goes.TrueForAll(one => one.What != store.Name)) goes.Add(new Going(store.Name, count));
        return goes;
    }

    private async Task<long> WaitingAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MessageBatches.Where(batch => batch.AccountId == account && (batch.State == BatchState.Accepting || batch.State == BatchState.Queued))
            .SumAsync(batch => (long)batch.Total - batch.NextOrdinal, cancel);
    }
}
