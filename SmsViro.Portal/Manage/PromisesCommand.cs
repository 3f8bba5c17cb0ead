using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Manage;

/// <summary>Holds the report of a test run against the policy: every clause wants tests that passed.</summary>
internal static class PromisesCommand
{
    public static Command Entry { get; } = new("promises", "REPORT [--write]", "compares the clauses that a test report proves with docs/promises.lock.json; --write keeps the result for the page of promises")
    {
        Alone = given => given switch { [var report] => Compare(report), [var report, "--write"] => Write(report), _ => Refuse("manage promises takes a test report, and --write.") },
    };

    private static readonly string Relative = Path.Combine("docs", "promises.lock.json");

    private static int Compare(string report)
    {
        if (SourceTree.PathOf(Relative) is not { } path || Judged(report) is not { } proofs) return Refuse("Nothing was compared.");
        if (File.Exists(path) && (Proofs.Read(File.ReadAllText(path)) with { On = proofs.On }).Write() == proofs.Write()) return 0;

        return Refuse($"{Relative} names other tests than this run proved: run manage promises REPORT --write and review the difference.");
    }

    private static int Write(string report)
    {
        if (SourceTree.PathOf(Relative) is not { } path || Judged(report) is not { } proofs) return Refuse("Nothing was written.");

        File.WriteAllText(path, proofs.Write());
        return 0;
    }

    private static Proofs? Judged(string report)
    {
        using var file = File.OpenRead(report);
        var (proofs, faults) = Proofs.FromReport(file, PrivacyPolicy.Written[^1]);
        foreach (var fault in faults) Console.Error.WriteLine(fault);
        return faults.Count == 0 ? proofs : null;
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
