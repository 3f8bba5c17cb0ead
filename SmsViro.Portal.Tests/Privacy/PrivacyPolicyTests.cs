using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Accounts;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights.Register;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Privacy;

public sealed class PrivacyPolicyTests
{
    // A version that people were shown is never edited: its digest stands in their records.
    private static readonly string[] Digests = ["c495a0df120894b37bcad9d0d9790c5b3297589a2cc887c47adcb1f7f398c6e1"];

    [Fact]
    public void A_version_that_was_shown_never_changes() =>
        Assert.Equal(Digests, PrivacyPolicy.Written.Select(version => version.Digest));

    [Fact]
    [Promise("P1.1")]
    public void The_tables_of_the_newest_version_are_what_the_declarations_say_now() =>
        Assert.Equal(PrivacyPolicy.Write(PolicyTables.Of(PrivacyGate.Map, SiteCookies.All)), PrivacyPolicy.Write(PrivacyPolicy.Written[^1].Tables));

    [Fact]
    public void The_digest_of_a_version_covers_its_prose_and_its_tables()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Tree.Portal)!, "SmsViro.Core", "Privacy", "Policy");
        var words = File.ReadAllBytes(Path.Combine(folder, "2026-11-26.json"));
        var tables = File.ReadAllBytes(Path.Combine(folder, "2026-11-26.tables.json"));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. words, .. tables])), PrivacyPolicy.Written[0].Digest);
        var prose = Encoding.UTF8.GetString(words);
        Assert.All(PrivacyPolicy.Written[0].Sections.SelectMany(section => section.Paragraphs), paragraph => Assert.Contains(paragraph, prose, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_prose_says_what_the_program_does()
    {
        var prose = PrivacyPolicy.Written[^1].Sections.ToDictionary(section => section.Id, section => string.Join(' ', section.Paragraphs));

        Assert.Contains(Transfers.Onward, prose["others"], StringComparison.Ordinal);
        Assert.Contains($"{ContentDays.Default} days unless they change it", prose["recipients"], StringComparison.Ordinal);
        Assert.Contains("a name, an e-mail address and a password; without them you cannot have one", prose["controller"], StringComparison.Ordinal);
        Assert.False(PersonalDetails.TryParse("", null, null, null, out _, out _));
        Assert.True(PersonalDetails.TryParse("Ada", null, null, null, out _, out _));
    }

    [Fact]
    public void What_changed_is_told_passage_by_passage()
    {
        var first = PrivacyPolicy.Written[0];
        var (statement, section, table) = (first.Statements[3], first.Sections[0], first.Tables[0]);
        var second = first with
        {
            Number = 2,
            Statements = [.. first.Statements.Take(3), statement with { Text = "Otherwise." }, .. first.Statements.Skip(4)],
            Sections = [section with { Paragraphs = ["Said anew."], Points = [] }, .. first.Sections.Skip(1)],
            Tables = [table with { Rows = [.. table.Rows.Skip(1), ["Something new", "x"]] }, .. first.Tables.Skip(1)],
        };

        Assert.Empty(first.ChangesSince(first));
        Assert.Equal(
            [
                ("Promise 4", $"{statement.Title} {statement.Text}", $"{statement.Title} Otherwise."),
                (section.Title, "", "Said anew."),
                ($"{table.Title}: Something new", null, "x"),
                ($"{table.Title}: {table.Rows[0][0]}", string.Join("; ", table.Rows[0].Skip(1)), null),
            ],
            second.ChangesSince(first).Select(change => (change.Passage, change.Passage == section.Title ? "" : change.Before, change.After)));
    }

    [Fact]
    public void Every_clause_has_an_id_of_its_own_under_its_statement() => Assert.All(
        PrivacyPolicy.Written,
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

        var (proofs, faults) = Proofs.FromReport(report, PrivacyPolicy.Written[0]);

        Assert.Equal(PrivacyPolicy.Written[0].Clauses.Select(clause => clause.Id).Order(StringComparer.Ordinal), proofs.Tests.Keys);
        Assert.Equal(["P6.2", "P8.1", "P8.3"], proofs.Tests.Where(proof => proof.Value.Count > 0).Select(proof => proof.Key));
        Assert.Equal(["SeeTests.Sees"], proofs.Tests["P8.1"]);
        Assert.Contains("EraseTests.Erases_twice should prove clause P8.3 and did not pass.", faults);
        Assert.Contains("Clause P4.5 has no test that passed.", faults);
        Assert.DoesNotContain("Clause P8.1 has no test that passed.", faults);
        Assert.Contains("OtherTests.Dreams proves clause P0.0, which the policy does not have.", faults);
        Assert.Equal(proofs.Write(), Proofs.Read(proofs.Write()).Write());
    }
}
