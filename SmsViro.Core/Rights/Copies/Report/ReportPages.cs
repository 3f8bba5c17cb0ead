using System.Runtime.CompilerServices;
using SmsViro.Core.Documents;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>
/// The fifteen parts of a copy, in the order of GDPR Article 15: cover, letter, confirmation, purposes, recipients, retention, rights, sources, decisions, transfers,
/// the data, who looked, what was corrected, what is withheld, whether all is there. Each has its bookmark, also when it says that there is none.
/// </summary>
internal static class ReportPages
{
    public static async IAsyncEnumerable<Element> AllAsync(ReportFacts facts, ReportData data, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var element in ReportOpening.Of(facts).Concat(ReportWhy.Of(facts))) yield return element;

        yield return new PageBreak();
        yield return new Heading(2, "11. The data") { Anchor = "data" };
        yield return new Paragraph("Every entry we hold about you, kind by kind, as it is stored. Each time says how far it is from Coordinated Universal Time (UTC).");
        await foreach (var element in data.ReadAsync(cancel).WithCancellation(cancel)) yield return element;

        foreach (var element in ReportClosing.Of(facts, data)) yield return element;
    }
}
