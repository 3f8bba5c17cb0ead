using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>A person reads what is held about them, kind by kind, with its values, and reads nobody else's.</summary>
public class HeldTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_kind_opens_for_its_owner_with_as_many_entries_as_are_counted(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, eve) = (await store.AddCustomerAsync(), await store.AddPersonAsync("Eve"));
        await new EveryColumn(store, ada, "Qa").SeedAsync(Cancel);
        var held = store.Get<ReadHeld>();
        var (me, she) = (await store.SignInAsync(ada), await store.SignInAsync(eve));

        foreach (var kind in (await store.Get<MyData>().RunAsync(ada, Cancel)).Categories)
        {
            var (pages, entries) = (0, new List<HeldEntry>());
            for (var more = true; more;)
            {
                var page = (await held.RunAsync(me, kind.Category.Id, ++pages, Cancel)).Page!;
                Assert.True(page.Entries.Count <= ReadHeld.PageSize);
                (more, entries) = (page.HasMore, [.. entries, .. page.Entries]);
            }

            Assert.True(entries.Count == kind.Count, $"{kind.Category.Id}: {entries.Count} of {kind.Count}");
            Assert.DoesNotContain(entries, entry => entry.Values.Any(value => value.Column.Class is DataClass.Secret));
        }

        Assert.DoesNotContain((await held.RunAsync(she, Category.Profile.Id, 1, Cancel)).Page!.Entries.SelectMany(entry => entry.Values), value => value.Text?.Contains("Qa", StringComparison.Ordinal) is true);
        Assert.Equal(HeldRefusal.None, (await held.RunAsync(me, "no-such-kind", 1, Cancel)).Refusal);
        Assert.Equal(HeldRefusal.None, (await held.RunAsync(me, Category.Profile.Id, ReadHeld.MostPages + 1, Cancel)).Refusal);
        Assert.Equal(new HeldAnswer(null, HeldRefusal.NotConfirmed), await held.RunAsync(await store.SignInAsync(ada, confirmed: false), Category.Profile.Id, 1, Cancel));
    }

    [Fact]
    public async Task The_page_shows_the_values_of_the_kind_its_address_names()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await using var desk = await RightsPages.OpenAsync(store, await store.AddPersonAsync("Ada Lovelace"));
        desk.Services.GetRequiredService<NavigationManager>().NavigateTo(Urls.HeldOf(Category.Profile.Id));

        var page = desk.Render<HeldPage>();

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("dd"), value => value.TextContent.Trim() == "Ada Lovelace"));
    }
}
