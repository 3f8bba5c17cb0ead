using System.IO.Enumeration;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.PersonalData;

/// <summary>Every place where data lies is declared, as every column is.</summary>
[Collection(PortalJourneys.Name)]
public class StoresTests(PortalJourneys journeys)
{
    private static DataMap Map { get; } = DataMap.Of(typeof(DataMap).Assembly);

    [Fact]
    public async Task Whatever_answers_a_request_by_itself_is_declared_and_nothing_else_says_it_does()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);

        Assert.Equal(
            store.Get<IEnumerable<IPersonalDataStore>>().Select(one => one.Name).Order(StringComparer.Ordinal),
            Map.Stores.Select(one => one.AnswersAs).OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_file_lies_in_the_data_folder_that_no_store_declares()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await store.CopyAsync(await store.AddPersonAsync(), CopyContent.WholeArchive);

        foreach (var folder in new[] { store.DataFolder, (await journeys.HostAsync()).DataFolder })
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).ToList();
            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.Contains(Map.Stores.SelectMany(one => one.Files), pattern => FileSystemName.MatchesSimpleExpression(pattern, file, ignoreCase: false)));
        }
    }
}
