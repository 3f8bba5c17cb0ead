using SmsViro.Core.Accounts;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Imports;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What a person reads of an archive before the yes: whose it is, and what of the account it would replace, which may stay as it is.</summary>
public class ImportPreviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Whose_data_it_is_is_read_before_the_yes_and_the_profile_may_stay_behind(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, archive) = await ImportTests.SeededAsync(store);
        var there = await store.Get<ReadProfile>().RunAsync(ada, Cancel);
        var bea = await store.AddPersonAsync("Bea");
        var id = await ImportTests.OfferAsync(store, bea, archive);

        var owner = (await store.Get<ReadImport>().RunAsync(bea, Cancel))!.Owner!;
        Assert.Equal((there.Name, there.Company), (owner.Name, owner.Company));
        Assert.NotNull(owner.Email);
        Assert.Contains(new ReplacedDetail(DetailKind.Name, "Bea", there.Name), owner.Replaces);
        Assert.DoesNotContain(there.Name!, $"{owner} {owner.Replaces[0]}", StringComparison.Ordinal);

        Assert.Null(await store.Get<ImportArchive>().RunAsync(await store.SignInAsync(bea), id, Cancel, leavesProfile: true));
        await store.Get<CarryOver>().RunAsync(new JobRun(id, 1, (_, _) => Task.CompletedTask), Cancel);

        Assert.Equal("Bea", (await store.Get<ReadProfile>().RunAsync(bea, Cancel)).Name);
        Assert.Empty(await store.Get<ReadFormerDetails>().RunAsync(bea, Cancel));
        var view = (await store.Get<ReadImport>().RunAsync(bea, Cancel))!;
        Assert.Equal((ImportState.Done, null), (view.Import.State, view.Owner));
        Assert.All(view.Lines.Where(line => line.ComesIn), line => Assert.Equal(line.MayStayBehind ? (0, line.Counts.Rows) : (line.Counts.Rows, 0), (line.Counts.Taken, line.Counts.Left)));
        Assert.Single(view.Lines, line => line.MayStayBehind);
    }
}
