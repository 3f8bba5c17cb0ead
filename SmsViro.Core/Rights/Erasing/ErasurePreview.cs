using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Custody;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>What an erasure would take and leave, said before it is asked for.</summary>
/// <param name="Goes">By category, with how many entries.</param>
/// <param name="Stays">With its ground and its end.</param>
/// <param name="Waiting">Messages that would be called off.</param>
/// <param name="Balance">What is left to spend.</param>
/// <param name="Dates">When we must have answered.</param>
/// <param name="GraceUntil">Until when it would wait, unless the wait is waived.</param>
/// <param name="BackupsForgetOn">When the last backup made before it would be gone, if it happened today.</param>
public sealed record ErasureForecast(
    IReadOnlyList<Held> Goes, IReadOnlyList<Retained> Stays, long Waiting, Money Balance, StatutoryDates Dates, DateTimeOffset GraceUntil, DateOnly BackupsForgetOn);

/// <summary>Works out an erasure without doing any of it, from the declarations that will also carry it out.</summary>
public sealed class ErasurePreview(
    DataMap map, DeclaredTables tables, IEnumerable<IPersonalDataStore> stores, IDbContextFactory<PortalDbContext> contexts, BillingOverview billing, RightsOptions options, Horizon horizon, TimeProvider clock)
{
    public async Task<ErasureForecast> RunAsync(Customer customer, CancellationToken cancel)
    {
        var subject = new DataSubject(customer.User, customer.Account);
        var now = clock.GetUtcNow();
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        return new ErasureForecast(
            await GoesAsync(subject, cancel),
            await tables.RetainedAsync(subject, cancel),
            await WaitingAsync(customer.Account, cancel),
            (await billing.PurseAsync(customer.Account, cancel)).Available,
            dates,
            StatutoryClock.GraceEnd(now, dates, options.SeatZone),
            horizon.WholeScopeOn(dates.Origin));
    }

    private async Task<IReadOnlyList<Held>> GoesAsync(DataSubject subject, CancellationToken cancel)
    {
        var goes = new Dictionary<Category, long>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var table in map.Tables.Where(table => table.HasSubject))
        {
            var count = await table.CountAsync(db, subject, cancel);
            foreach (var category in table.Columns.Where(column => column.IsPersonal && column.Erasure.Fate is not Fate.Kept).Select(column => column.Category!).Distinct())
                goes[category] = goes.GetValueOrDefault(category) + count;
        }

        foreach (var store in stores.Where(store => store != tables))
            foreach (var found in await store.FindAsync(subject, cancel))
                goes[found.Category] = goes.GetValueOrDefault(found.Category) + found.Count;

        return [.. Category.All.Where(goes.ContainsKey).Select(category => new Held(category, goes[category])).Where(held => held.Count > 0)];
    }

    private async Task<long> WaitingAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.MessageBatches.Where(batch => batch.AccountId == account && (batch.State == BatchState.Accepting || batch.State == BatchState.Queued))
            .SumAsync(batch => (long)batch.Total - batch.NextOrdinal, cancel);
    }
}
