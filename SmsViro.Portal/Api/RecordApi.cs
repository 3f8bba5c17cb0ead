using System.Text;
using SmsViro.Core.Documents;
using SmsViro.Core.Rights.Register;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The record of processing activities as files. It holds declarations, never a value.</summary>
public static class RecordApi
{
    public static void MapRecord(this WebApplication app)
    {
        app.MapGet(Urls.StaffDataMapCsv, (RecordPaper paper) => Results.File(Encoding.UTF8.GetBytes(paper.ToCsv()), "text/csv; charset=utf-8", "record-of-processing.csv"))
            .RequireAuthorization(Policies.Staff);
        app.MapGet(
                Urls.StaffDataMapPdf,
                (RecordPaper paper, IDocumentEngine engine, CancellationToken cancel) =>
                    Results.Stream(output => engine.WriteAsync(paper.ToDocument(), output, cancel), "application/pdf", "record-of-processing.pdf"))
            .RequireAuthorization(Policies.Staff);
    }
}
