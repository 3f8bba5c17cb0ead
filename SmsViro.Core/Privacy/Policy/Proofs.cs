using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>Which tests proved which clause when they last ran: written from a report of the tests, read by the page of promises.</summary>
/// <param name="On">The day of that run.</param>
/// <param name="Tests">By clause, the tests that passed, as "Type.Method".</param>
public sealed record Proofs(DateOnly On, IReadOnlyDictionary<string, IReadOnlyList<string>> Tests)
{
    /// <summary>The trait by which a test names the clauses it proves, with spaces between; reports call it a label.</summary>
    public const string Trait = "Promise";

    public IReadOnlyList<string> Of(Clause clause) => Tests.GetValueOrDefault(clause.Id) ?? [];

    /// <summary>Reads a CTRF report: a clause is proved by the tests that carry its id, all of which passed.</summary>
    /// <returns>The proofs, and a sentence for each test that should prove a clause and did not pass or names none of ours, and for each clause without any proof.</returns>
    public static (Proofs Proofs, IReadOnlyList<string> Faults) FromReport(Stream report, PolicyVersion policy)
    {
        var results = JsonNode.Parse(report)!["results"]!;
        var on = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds((long)results["summary"]!["stop"]!).UtcDateTime);
        var named =
            (from test in results["tests"]!.AsArray()
             from clause in ClausesOf(test!)
             select (Clause: clause, Name: NameOf(test!), Passed: (string)test!["status"]! == "passed"))
            .ToLookup(test => test.Clause, StringComparer.Ordinal);

        var ids = policy.Clauses.Select(clause => clause.Id).ToHashSet(StringComparer.Ordinal);
        var proved = ids.Order(StringComparer.Ordinal).ToDictionary(
            id => id, IReadOnlyList<string> (id) => [.. named[id].Where(test => test.Passed).Select(test => test.Name).Distinct().Order(StringComparer.Ordinal)], StringComparer.Ordinal);
        return (
            new Proofs(on, proved),
            [
                .. ids.SelectMany(id => named[id]).Where(test => !test.Passed).Select(test => $"{test.Name} should prove clause {test.Clause} and did not pass."),
                .. proved.Where(clause => clause.Value.Count == 0).Select(clause => $"Clause {clause.Key} has no test that passed."),
                .. named.Where(tests => !ids.Contains(tests.Key)).Select(tests => $"{tests.First().Name} proves clause {tests.Key}, which the policy does not have."),
            ]);
    }

    /// <summary>The form it is kept in, stable from run to run but for the day.</summary>
    public string Write()
    {
        var clauses = new JsonObject(Tests.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonArray([.. pair.Value.Select(test => (JsonNode)test)]))));
        return new JsonObject { ["on"] = On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["clauses"] = clauses }.ToJsonString(Layout) + "\n";
    }

    public static Proofs Read(string text)
    {
        var written = JsonNode.Parse(text)!;
        return new Proofs(
            DateOnly.ParseExact((string)written["on"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            written["clauses"]!.AsObject().ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. pair.Value!.AsArray().Select(test => (string)test!)], StringComparer.Ordinal));
    }

    private static JsonSerializerOptions Layout { get; } = new() { WriteIndented = true, NewLine = "\n" };

    private static string[] ClausesOf(JsonNode test) =>
        ((string?)test["labels"]?[Trait])?.Split(' ') ?? [];

    private static string NameOf(JsonNode test) => $"{((string)test["extra"]!["type"]!).Split('.')[^1]}.{(string)test["extra"]!["method"]!}";
}
