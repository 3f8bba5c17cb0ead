using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Gathers everything a copy of a person's data says (GDPR Article 15) and lays it out; the data itself is read while the paper is written.</summary>
public sealed class AccessReport(
    DataMap map, IEnumerable<IPersonalDataStore> stores, HeldSections sections, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, WhoLooked looked, ReportHistory history, Transfers transfers,
    PortalCertificate certificate, RightsOptions options, TimeProvider clock)
{
    private const int MostLooks = 10_000;

    /// <summary>Everything that is known before the data is read.</summary>
    internal async Task<ReportFacts> GatherAsync(PrivacyRequest request, CancellationToken cancel)
    {
        var subject = new DataSubject(request.UserId, request.AccountId);

        // Beside the counts, not after them: the first copy after a start pays for the making of every query.
        var held = Task.Run(() => HeldAsync(subject, cancel), cancel);
        var rows = await RowsAsync(subject, cancel);
        var looks = await looked.AtAsync(request.UserId, MostLooks + 1, cancel);
        return new ReportFacts
        {
            Request = request,
            Map = map,
            Address = await AddressAsync(request, cancel),
            MadeAt = clock.GetUtcNow(),
            Head = await trail.HeadAsync(cancel),
            Looks = [.. looks.Take(MostLooks)],
            LooksAreCut = looks.Count > MostLooks,
            Transfers = transfers,
            Held = await held,
            RowsByTable = rows,
            Indexed = await IndexedAsync(subject, rows, cancel),
            Stores = [.. stores.Select(store => store.Name)],
            History = await history.OfAsync(subject, cancel),
            Ends = await EndsAsync(subject, rows, cancel),
            Fingerprint = (await certificate.FactsAsync(cancel)).Fingerprint,
            Options = options,
            Zone = await ZoneAsync(request.UserId, cancel),
        };
    }

    /// <param name="facts">What <see cref="GatherAsync"/> found.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    /// <param name="cancel">Ends the work.</param>
    internal async Task<Document> PaperAsync(ReportFacts facts, Func<double, string, Task> progress, CancellationToken cancel)
    {
        var subject = new DataSubject(facts.Request.UserId, facts.Request.AccountId);
        var data = new ReportData(facts, sections, subject, new CopyProgress(progress, clock, facts.RowsInPaper, 0, 1));
        return new Document
        {
            Title = $"Copy of your data, {facts.Request.Reference}",
            Language = "en",
            CreatedAt = facts.MadeAt,
            Author = options.Controller,
            Header = $"Copy of your data, {facts.Request.Reference}",
            Footer = "Confidential: for the person named on the first page",
            Body = ReportPages.AllAsync(facts, data, cancel),
            Signature = await certificate.ForPaperAsync("A copy of the data we hold about a person", cancel),
        };
    }

    private async Task<IReadOnlyDictionary<Category, string>> EndsAsync(DataSubject subject, IReadOnlyDictionary<string, long> rows, CancellationToken cancel)
    {
        var (ends, holding) = (new Dictionary<Category, string>(), map.Tables.Where(table => rows.GetValueOrDefault(table.Table.Name) > 0).ToList());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var category in Category.All)
            if (await RetentionEnds.OfAsync(category, holding, db, subject, cancel) is { } end) ends[category] = $"The newest entry goes on {ReportFacts.Said(end)}, older ones before";
        return ends;
    }

    private async Task<string> AddressAsync(PrivacyRequest request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Id == request.UserId.Value, cancel);
        var box = await vault.FindAsync(Scope.User(request.UserId), cancel);
        return box.Open(StorageFields.Email, user.Id, user.EmailSealed) is { Status: OpenStatus.Ok, Text: { } address } ? address : "an address that cannot be read";
    }

    private async Task<TimeZoneInfo> ZoneAsync(UserId user, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Profiles.AsNoTracking().SingleOrDefaultAsync(profile => profile.UserId == user, cancel) is not { } profile) return TimeZoneInfo.Utc;

        var box = await vault.FindAsync(Scope.User(user), cancel);
        return box.Open(AccountsFields.TimeZone, user.Value, profile.TimeZone).Text is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
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

    // A paper of a million rows is of use to nobody: such a table is counted in the paper and listed in the archive.
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<MonthCount>>> IndexedAsync(DataSubject subject, IReadOnlyDictionary<string, long> rows, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var indexed = new Dictionary<string, IReadOnlyList<MonthCount>>(StringComparer.Ordinal);
        foreach (var table in map.Tables.Where(table => rows.GetValueOrDefault(table.Table.Name) > options.MostEntriesInPaper))
            indexed[table.Table.Name] = await table.CountByMonthAsync(db, subject, cancel);
        return indexed;
    }
}
