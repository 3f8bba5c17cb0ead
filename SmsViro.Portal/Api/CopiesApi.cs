using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Copies;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The download of a finished copy: opened while it is sent, never written anywhere in between.</summary>
public static class CopiesApi
{
    public static void MapCopies(this WebApplication app) =>
        app.MapGet($"{Urls.PrivacyCentre}/copies/{{id:guid}}", DownloadAsync).RequireAuthorization();

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext context, DownloadCopy download)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.LocalRedirect(Urls.SignInThen(Urls.Copy(id)));

        var answer = await download.RunAsync(person, id, context.RequestAborted);
        if (answer.Refusal is not { } refusal) return new SealedFile(answer);

        return refusal switch
        {
            DownloadRefusal.NotConfirmed => Results.LocalRedirect(Urls.ConfirmItIsYouThen(Urls.PrivacyRequestThenCopy(id))),
            DownloadRefusal.None => Results.NotFound(),
            DownloadRefusal.NotReady or DownloadRefusal.Gone or DownloadRefusal.Held => Results.LocalRedirect(Urls.PrivacyRequest(id)),
        };
    }

    private sealed class SealedFile(Download download) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var content = download.Content!;
            var response = httpContext.Response;
            response.ContentType = download.FileName.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/pdf";
            response.ContentLength = download.Bytes;
            response.Headers.ContentDisposition = $"attachment; filename=\"{download.FileName}\"";
            response.Headers.CacheControl = "no-store";
            try
            {
                await content.CopyToAsync(response.Body, httpContext.RequestAborted);
            }
            catch (SealedStreamException)
            {
                // Half a paper must not look like a whole one: the connection breaks and the browser says the download failed.
                httpContext.Abort();
            }
        }
    }
}
