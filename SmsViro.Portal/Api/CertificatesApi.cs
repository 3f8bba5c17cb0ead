using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The certificate of an erasure, for staff: the look is recorded before a byte is sent.</summary>
public static class CertificatesApi
{
    private const string Reason = "To hand over the certificate of this erasure";

    public static void MapCertificates(this WebApplication app) =>
        app.MapGet($"{Urls.StaffRequests}/{{id:guid}}/certificate", OpenAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> OpenAsync(Guid id, HttpContext context, RequestBoard board, OpenDoor door, ReadCertificate certificates)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.NotFound();

        var cancel = context.RequestAborted;
        if (await board.SubjectOfAsync(person.Customer.User, id, cancel) is not { } subject) return Results.NotFound();

        var answer = await door.RunAsync(person.Customer.User, subject.User, AuditDeed.OpenedRequest, Reason, id, cancel);
        if (answer.Grant is not { } grant || await certificates.OpenAsync(grant, id, cancel) is not { } paper) return Results.NotFound();

        context.Response.Headers.CacheControl = "no-store";
        return Results.File(paper, "application/pdf", $"certificate-{id:N}.pdf");
    }
}
