using System.Globalization;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Rights;

/// <summary>The policy as a list of promises, each beside what makes it true and the tests that last proved it.</summary>
public sealed partial class PromisesPage(PrivacyPolicy policy, ReleaseProofs release)
{
    // "Then securely deleted": the clause that backups follow.
    private const string DeletedClause = "P6.2";

    private readonly PolicyVersion _version = policy.Current;
    private readonly Proofs? _proofs = release.Proofs;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    // "CopyTests.A_copy_holds_everything" is a sentence with underlines.
    private static string Sentence(string test) => test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ');

    private IReadOnlyList<string> ProofsOf(Clause clause) => _proofs?.Of(clause) ?? [];

    private string Proved() => $"{_version.Clauses.Count(clause => ProofsOf(clause).Count > 0)} of {_version.Clauses.Count()}";
}
