using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
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

        var (from, tag) = BrokenOff(context.Request.GetTypedHeaders());
        var answer = await download.RunAsync(person, id, tag, context.RequestAborted);
        if (answer.Refusal is not { } refusal) return new SealedFile(answer, answer.IsResumed && from < answer.Bytes ? from : 0);

        return refusal switch
        {
            DownloadRefusal.NotConfirmed => Results.LocalRedirect(Urls.ConfirmItIsYouThen(Urls.PrivacyRequestThenCopy(id))),
            DownloadRefusal.None => Results.NotFound(),
            DownloadRefusal.NotReady or DownloadRefusal.Gone or DownloadRefusal.Held => Results.LocalRedirect(Urls.PrivacyRequest(id)),
        };
    }

    // One range to the end, of the file it began with; any other question is answered from the beginning (RFC 9110 sections 13.1.5 and 14.2).
    private static (long From, string? Tag) BrokenOff(RequestHeaders asked) =>
        asked is { Range: { Unit.Value: "bytes", Ranges: { Count: 1 } ranges }, IfRange.EntityTag: { IsWeak: false } tag } && ranges.First() is { From: > 0 and var from, To: null }
            ? (from, tag.Tag.Value!.Trim('"'))
            : (0, null);

    private sealed class SealedFile(Download download, long from) : IResult
    {
        private readonly byte[] _buffer = new byte[64 * 1024];

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var content = download.Content!;
            var response = httpContext.Response;
            response.ContentType = download.FileName.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/pdf";
            response.ContentLength = download.Bytes - from;
            response.Headers.AcceptRanges = "bytes";
            response.Headers.ETag = $"\"{download.Tag}\"";
            if (from > 0)
            {
                response.StatusCode = StatusCodes.Status206PartialContent;
                response.Headers.ContentRange = new ContentRangeHeaderValue(from, download.Bytes - 1, download.Bytes).ToString();
            }

            response.Headers.ContentDisposition = $"attachment; filename=\"{download.FileName}\"";
            response.Headers.CacheControl = "no-store";
            try
            {
                await PassOverAsync(content, from, httpContext.RequestAborted);
                await content.CopyToAsync(response.Body, httpContext.RequestAborted);
            }
            catch (SealedStreamException)
            {
                // Half a paper must not look like a whole one: the connection breaks and the browser says the download failed.
                httpContext.Abort();
            }
        }

        // A sealed file is opened from its beginning: every piece vouches for the one before it.
        private async Task PassOverAsync(Stream content, long bytes, CancellationToken cancel)
        {
            while (bytes > 0 && await content.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(bytes, _buffer.Length)), cancel) is > 0 and var read) bytes -= read;
        }
    }
}
