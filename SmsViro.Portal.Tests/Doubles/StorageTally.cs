using System.Collections.Concurrent;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Which tests really ran on which database; MissingPartsTests prints the two numbers and wants them equal.</summary>
public static class StorageTally
{
    private static readonly ConcurrentDictionary<(Database Database, string Test), bool> Ran = new();

    /// <summary>Notes that the running theory got a store of this database.</summary>
    public static void Note(Database database)
    {
        if (TestContext.Current.Test is Xunit.v3.IXunitTest test && test.TestMethodArguments.OfType<Database>().Any())
            Ran[(database, test.UniqueID)] = true;
    }

    public static int Count(Database database) => Ran.Keys.Count(ran => ran.Database == database);
}
