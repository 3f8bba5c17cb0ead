using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Gathers everything a copy of a person's data says (GDPR Article 15) and lays it out; the data itself is read while the paper is written.</summary>
public sealed class AccessReport(
    DataMap map, IEnumerable<IPersonalDataStore> stores, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, WhoLooked looked, RightsOptions options, TimeProvider clock)
{
    private const int MostLooks = 10_000;

    /// <param name="request">The request it answers.</param>
    /// <param name="progress">Told after every record, with its share of all from 0 to 1.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<Document> PrepareAsync(PrivacyRequest request, Func<double, string, Task> progress, CancellationToken cancel)
    {
        var subject = new DataSubject(request.UserId, request.AccountId);
        var facts = new ReportFacts
        {
            Request = request,
            Map = map,
            Address = await AddressAsync(request, cancel),
            MadeAt = clock.GetUtcNow(),
            Head = await trail.HeadAsync(cancel),
            Looks = await looked.AtAsync(request.UserId, MostLooks, cancel),
            Held = await HeldAsync(subject, cancel),
            RowsByTable = await RowsAsync(subject, cancel),
            Stores = [.. stores.Select(store => store.Name)],
            Options = options,
        };
        var data = new ReportData(facts, stores, subject, progress);
        return new Document
        {
            Title = $"Copy of your data, {request.Reference}",
            Language = "en",
            CreatedAt = facts.MadeAt,
            Author = options.Controller,
            Header = $"Copy of your data, {request.Reference}",
            Footer = "Confidential: for the person named on the first page",
            Body = ReportPages.AllAsync(facts, data, cancel),
        };
    }

    private async Task<string> AddressAsync(PrivacyRequest request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == request.UserId.Value, cancel);
        var box = await vault.FindAsync(Scope.User(request.UserId), cancel);
        return box.Open(StorageFields.Email, user.Id, user.EmailSealed) is { Status: OpenStatus.Ok, Text: { } address } ? address : "an address that cannot be read";
    }

    private async Task<IReadOnlyDictionary<Category, long>> HeldAsync(DataSubject subject, CancellationToken cancel)
    {
        var held = new Dictionary<Category, long>();
        foreach (var store in stores)
            foreach (var found in await store.FindAsync(subject, cancel))
                held[found.Category] = held.GetValueOrDefault(found.Category) + found.Count;
        return held;
    }

    private async Task<IReadOnlyDictionary<string, long>> RowsAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in map.Tables.Where(table => table.HasSubject)) rows[table.Table.Name] = await table.CountAsync(db, subject, cancel);
        return rows;
    }
}

/// <summary>What is known before the data is read.</summary>
internal sealed record ReportFacts
{
    public required PrivacyRequest Request { get; init; }

    public required DataMap Map { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required ChainHead Head { get; init; }

    public required IReadOnlyList<Look> Looks { get; init; }

    public required IReadOnlyDictionary<Category, long> Held { get; init; }

    public required IReadOnlyDictionary<string, long> RowsByTable { get; init; }

    public required IReadOnlyList<string> Stores { get; init; }

    public required RightsOptions Options { get; init; }

    public long Rows => RowsByTable.Values.Sum();

    public IEnumerable<ColumnDeclaration> Personal => Map.Columns.Where(column => column.IsPersonal);

    public IEnumerable<ColumnDeclaration> Withheld => Personal.Where(column => !column.IsExported);

    /// <summary>Categories about which something is held, in the register's order.</summary>
    public IEnumerable<Category> Categories => Category.All.Where(category => Personal.Any(column => column.Category == category));

    public static string Said(DateTimeOffset instant) => instant.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"));

    public static string Said(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    public static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
