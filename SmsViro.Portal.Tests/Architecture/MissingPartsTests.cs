using SmsViro.Portal.Tests.Doubles;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SmsViro.Portal.Tests.Architecture.MissingPartsTests.LastOfAll))]

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>Runs after every other test and says what this run could not prove.</summary>
[Collection(Name)]
public class MissingPartsTests
{
    private const string Name = "the last of all";

    [Fact]
    public void No_part_was_missing()
    {
        if (Requires.Missing.Count > 0)
            Requires.Skip(string.Join(' ', Requires.Missing.OrderByDescending(part => part.Value).Select(part => $"{part.Key} ({part.Value} tests)")));
    }

    [Fact]
    public void Every_storage_test_ran_on_both_databases()
    {
        var (sqlite, postgres) = (StorageTally.Count(Database.Sqlite), StorageTally.Count(Database.Postgres));
        TestContext.Current.TestOutputHelper!.WriteLine($"storage tests: sqlite {sqlite}, postgres {postgres}");

        if (sqlite > postgres && !PostgresServer.IsPossible)
            Requires.Skip($"PostgreSQL is missing: {sqlite} storage tests ran on SQLite alone.");

        Assert.Equal(sqlite, postgres);
    }

    /// <summary>Alone, so that it starts when the parallel ones have ended.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public class Alone;

    public class LastOfAll : ITestCollectionOrderer
    {
        public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
            where TTestCollection : ITestCollection =>
            [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName == Name)];
    }
}
