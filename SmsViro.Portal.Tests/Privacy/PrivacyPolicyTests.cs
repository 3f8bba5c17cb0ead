using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Tests.Privacy;

public sealed class PrivacyPolicyTests
{
    // A version that people were shown is never edited: its digest stands in their records.
    private static readonly string[] Digests = ["b19a44599ef1abe21f450abf79485bcbccc57d83462d2b6a207217947de7b282"];

    [Fact]
    public void A_version_that_was_shown_never_changes() =>
        Assert.Equal(Digests, PrivacyPolicy.Versions.Select(version => version.Digest));

    [Fact]
    public void Every_clause_has_an_id_of_its_own_under_its_statement() => Assert.All(
        PrivacyPolicy.Versions,
        version =>
        {
            Assert.Equal(9, version.Statements.Count);
            Assert.Distinct(version.Clauses.Select(clause => clause.Id));
            Assert.All(version.Statements.Index(), statement => Assert.All(statement.Item.Clauses, clause => Assert.StartsWith($"P{statement.Index + 1}.", clause.Id, StringComparison.Ordinal)));
        });

    [Fact]
    public void A_clock_before_the_first_version_is_shown_the_first() =>
        Assert.Equal(1, new PrivacyPolicy(new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero))).Current.Number);

    [Fact]
    public void A_report_proves_a_clause_only_by_tests_that_passed()
    {
        using var report = new MemoryStream(
            """
            { "results": { "summary": { "stop": 1795691625653 }, "tests": [
              { "status": "passed", "extra": { "type": "A.B.SeeTests", "method": "Sees" }, "labels": { "Promise": "P8.1" } },
              { "status": "passed", "extra": { "type": "A.B.EraseTests", "method": "Erases" }, "labels": { "Promise": "P8.3 P6.2" } },
              { "status": "failed", "extra": { "type": "A.B.EraseTests", "method": "Erases_twice" }, "labels": { "Promise": "P8.3" } },
              { "status": "passed", "extra": { "type": "A.B.OtherTests", "method": "Adds" } },
              { "status": "passed", "extra": { "type": "A.B.OtherTests", "method": "Dreams" }, "labels": { "Promise": "P0.0" } } ] } }
            """u8.ToArray());

        var (proofs, faults) = Proofs.FromReport(report, PrivacyPolicy.Versions[0]);

        Assert.Equal(PrivacyPolicy.Versions[0].Clauses.Select(clause => clause.Id).Order(StringComparer.Ordinal), proofs.Tests.Keys);
        Assert.Equal(["P6.2", "P8.1", "P8.3"], proofs.Tests.Where(proof => proof.Value.Count > 0).Select(proof => proof.Key));
        Assert.Equal(["SeeTests.Sees"], proofs.Tests["P8.1"]);
        Assert.Contains("EraseTests.Erases_twice should prove clause P8.3 and did not pass.", faults);
        Assert.Contains("Clause P4.5 has no test that passed.", faults);
        Assert.DoesNotContain("Clause P8.1 has no test that passed.", faults);
        Assert.Contains("OtherTests.Dreams proves clause P0.0, which the policy does not have.", faults);
        Assert.Equal(proofs.Write(), Proofs.Read(proofs.Write()).Write());
    }
}
