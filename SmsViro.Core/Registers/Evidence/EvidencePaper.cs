using System.Text;
using SmsViro.Core.Custody;
using SmsViro.Core.Documents;
using SmsViro.Core.Rights;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>The evidence as a signed paper for an auditor, and as lines for a spreadsheet.</summary>
public sealed class EvidencePaper(PortalCertificate certificate, RightsOptions options)
{
    public async Task<Document> ToDocumentAsync(EvidenceReport report, CancellationToken cancel) => new()
    {
        Title = "Evidence for controls",
        Language = "en",
        CreatedAt = report.At,
        Author = options.Controller,
        Header = $"Evidence for controls, {options.Controller}",
        Footer = "Evidence, not a certification",
        Signature = await certificate.ForPaperAsync("To show that this paper is ours and as it was written", cancel),
        Body = Body(report).ToAsyncEnumerable(),
    };

    /// <summary>One line for each control.</summary>
    public static string ToCsv(EvidenceReport report)
    {
        var lines = new StringBuilder().Append(Csv.Mark).Append(Csv.Line("Standard", "Control", "About", "State", "Figures", "What makes it so", "Read"));
        foreach (var (control, state, figures) in report.Controls)
            lines.Append(Csv.Line(control.Standard, control.Number, control.Title, EvidenceWords.Of(state), string.Join("; ", figures), control.Kept, EvidenceWords.Said(report.At)));
        return lines.Append("\r\n").Append(Csv.Line(EvidenceWords.NoCertificate)).ToString();
    }

    private IEnumerable<Element> Body(EvidenceReport report)
    {
        yield return new Heading(1, "Evidence for controls");
        yield return new Paragraph($"What the portal of {options.Controller} can show of itself for controls of ISO/IEC 27001 and ISO/IEC 27701, counted on {EvidenceWords.Said(report.At)}.") { Voice = Voice.Lead };
        yield return new Callout(Tone.Note, "Not a certification", EvidenceWords.NoCertificate);
        yield return new KeyValues([.. Enum.GetValues<EvidenceState>().Select(state => new KeyValue(EvidenceWords.Of(state), EvidenceWords.Said(report.Count(state), report.Controls.Count)))]);
        foreach (var standard in report.Controls.GroupBy(evidence => evidence.Control.Standard))
        {
            yield return new Heading(2, standard.Key);
            foreach (var (control, state, figures) in standard)
            {
                yield return new Heading(3, $"{control.Number}: {control.Title}");
                yield return new KeyValues([new("State", EvidenceWords.Of(state)), new("What makes it so", control.Kept)]);
                yield return new Bullets([.. figures]);
            }
        }
    }
}
