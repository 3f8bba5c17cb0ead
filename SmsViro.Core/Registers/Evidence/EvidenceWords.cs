using System.Globalization;
using SmsViro.Core.Registers.Reviews;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>How evidence is said, on screen, on paper and in a spreadsheet alike.</summary>
public static class EvidenceWords
{
    /// <summary>What it is, and what it is not.</summary>
    public const string NoCertificate =
        "This is evidence, not a certification. Nobody outside the company has looked at it. The figures are counted by the portal, the numbers are those of the standards, and the descriptions are ours and quote none of them.";

    public static string Of(EvidenceState state) => state switch
    {
        EvidenceState.Shown => "Shown",
        EvidenceState.Overdue => "Overdue",
        EvidenceState.NoneYet => "No evidence yet",
        EvidenceState.DoesNotHold => "Does not hold",
    };

    internal static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Said(long part, long all) => $"{Said(part)} of {Said(all)}";

    internal static string Said(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    internal static string Said(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Said(ReviewDue review) =>
        $"{ReviewWords.Of(review.Kind)}, review: {(review.LastAt is { } last ? $"last made {Said(last)}" : "never made")}, due {Said(review.DueOn)}";

    /// <summary>What a review alone comes to.</summary>
    internal static EvidenceState StateOf(ReviewDue review) => review switch
    {
        { IsOverdue: true } => EvidenceState.Overdue,
        { LastAt: null } => EvidenceState.NoneYet,
        _ => EvidenceState.Shown,
    };
}
