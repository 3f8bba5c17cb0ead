using SmsViro.Core.Custody;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>
/// A house with everybody in it, seeded once for the tests that only look: Ada, whose rights are at stake; Bea, another customer; a member of staff who stands
/// in every column that names one; recipients without an account; a register of authorities and breaches.
/// </summary>
public sealed class FullHouse : IAsyncDisposable
{
    private readonly Dictionary<Database, Lived> _houses = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal async Task<Lived> OnAsync(Database database)
    {
        StorageTally.Note(database);
        return _houses.TryGetValue(database, out var lived) ? lived : _houses[database] = await SeedAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lived in _houses.Values) await lived.Store.DisposeAsync();
    }

    private static async Task<Lived> SeedAsync(Database database)
    {
        var store = await RightsStore.CreateAsync(database);
        await store.Get<RestoreGate>().PassAsync(Cancel);
        var (ada, bea, desk) = (await store.AddCustomerAsync(), await store.AddCustomerAsync(), await store.AddStaffAsync());
        var staff = new EveryColumn(store, desk, "St");
        var hers = new EveryColumn(store, ada, "Qa") { Staff = desk.User };
        var others = new EveryColumn(store, bea, "Zb") { Staff = desk.User };
        var strangers = new EveryColumn(store, ada, "Re") { Staff = desk.User };
        await staff.SeedAsync(Cancel);
        await hers.SeedAsync(Cancel);
        await others.SeedAsync(Cancel);
        await strangers.SeedOthersAsync(Cancel);

        var paper = (await store.CopyAsync(ada)).Bytes;
        var archive = (await store.CopyAsync(ada, Core.Rights.Copies.CopyContent.WholeArchive)).Bytes;
        return new Lived(store, ada, desk, hers, others, staff, strangers, paper, await PdfText.OfAsync(paper), archive);
    }
}

/// <summary>Who lives there, and the copies Ada was given: the paper, its words without their spaces, and the archive.</summary>
internal sealed record Lived(TestStore Store, Customer Ada, Customer Desk, EveryColumn Hers, EveryColumn Others, EveryColumn Staff, EveryColumn Strangers, byte[] Pdf, string Paper, byte[] Archive)
{
    /// <summary>Secrets that are kept as they are: digests and stamps, of which nothing can be learned.</summary>
    public IEnumerable<string> Readable => new[] { Hers, Others, Staff, Strangers }.SelectMany(seeded => seeded.Secrets.Where(secret => !seeded.Ciphertexts.ContainsKey(secret.Key)).Select(secret => secret.Value));

    /// <summary>Every canary and secret of everybody.</summary>
    public IEnumerable<string> Everything => new[] { Hers, Others, Staff, Strangers }.SelectMany(seeded => seeded.Canaries.Values.Concat(seeded.Secrets.Values));
}
