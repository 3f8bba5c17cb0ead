using System.Text;
using SmsViro.Core.Documents;
using SmsViro.Core.Registers.Evidence;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The evidence for controls as files, for an auditor; taking one is an entry of the trail.</summary>
public static class EvidenceApi
{
    public static void MapEvidence(this WebApplication app)
    {
        app.MapGet(Urls.StaffEvidenceCsv, CsvAsync).RequireAuthorization(Policies.Staff);
        app.MapGet(Urls.StaffEvidencePdf, PdfAsync).RequireAuthorization(Policies.Staff);
    }

    private static Task<IResult> CsvAsync(HttpContext context, TakeEvidence take) =>
        TakenAsync(context, take, report => Task.FromResult(Results.File(Encoding.UTF8.GetBytes(EvidencePaper.ToCsv(report)), "text/csv; charset=utf-8", $"smsviro-evidence-{report.At:yyyy-MM-dd}.csv")));

    private static Task<IResult> PdfAsync(HttpContext context, TakeEvidence take, EvidencePaper paper, IDocumentEngine engine) =>
        TakenAsync(
            context,
            take,
            async report =>
            {
                var document = await paper.ToDocumentAsync(report, context.RequestAborted);
                return Results.Stream(output => engine.WriteAsync(document, output, context.RequestAborted), "application/pdf", $"smsviro-evidence-{report.At:yyyy-MM-dd}.pdf");
            });

    private static async Task<IResult> TakenAsync(HttpContext context, TakeEvidence take, Func<EvidenceReport, Task<IResult>> written)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.LocalRedirect(Urls.SignInThen(Urls.StaffEvidence));
        if (await take.RunAsync(person.Customer.User, context.RequestAborted) is not { } report) return Results.NotFound();

        context.Response.Headers.CacheControl = "no-store";
        return await written(report);
    }
}
