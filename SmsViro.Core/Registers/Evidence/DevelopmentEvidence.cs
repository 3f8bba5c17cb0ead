using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>What the tests proved of the policy when this release was made.</summary>
internal sealed class DevelopmentEvidence(PrivacyPolicy policy, ReleaseProofs release) : IEvidenceSource
{
    private const string MadeUp = "Canar";

    public Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ControlEvidence>>([Proved(), MadeUpValues()]);

    private ControlEvidence Proved()
    {
        if (release.Proofs is not { } proofs) return new(Controls.Development, EvidenceState.NoneYet, ["No run of the tests was put beside this copy of the portal"]);

        var clauses = policy.Current.Clauses.ToList();
        var proved = clauses.Count(clause => proofs.Of(clause).Count > 0);
        return new(
            Controls.Development,
            proved < clauses.Count ? EvidenceState.DoesNotHold : EvidenceState.Shown,
            [
                $"{EvidenceWords.Said(proved, clauses.Count)} promises of the policy have a proof that passed, on {EvidenceWords.Said(proofs.On)}",
                $"Tests that prove them: {EvidenceWords.Said(Tests(proofs).Count())}",
            ]);
    }

    private ControlEvidence MadeUpValues()
    {
        var tests = release.Proofs is { } proofs ? Tests(proofs).Count(test => test.Contains(MadeUp, StringComparison.Ordinal)) : 0;
        return new(
            Controls.TestData,
            tests == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
            [$"Tests that fill every declared column with a value made up for it and look where it turns up: {EvidenceWords.Said(tests)}"]);
    }

    private static IEnumerable<string> Tests(Proofs proofs) => proofs.Tests.Values.SelectMany(tests => tests).Distinct(StringComparer.Ordinal);
}
