using System.Globalization;
using System.Text;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>A customer's opt-outs as a file, with all digits, for the other systems she sends from.</summary>
public static class OptOutsApi
{
    public static void MapOptOuts(this WebApplication app) => app.MapGet(Urls.OptOutsFile, DownloadAsync).RequireAuthorization();

    private static IResult DownloadAsync(HttpContext context, OptOutList optOuts) =>
        context.User.ToSignedIn() is { } person ? new OptOutsFile(optOuts.AllAsync(person.Customer, context.RequestAborted)) : Results.LocalRedirect(Urls.SignInThen(Urls.OptOutsFile));

    private sealed class OptOutsFile(IAsyncEnumerable<OptOutLine> lines) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/csv; charset=utf-8";
            response.Headers.ContentDisposition = "attachment; filename=\"opt-outs.csv\"";
            response.Headers.CacheControl = "no-store";
            await using var file = new StreamWriter(response.Body, new UTF8Encoding(false));
            await file.WriteAsync("number,since,how\r\n");

            // No field can hold a comma, a quote or the start of a formula: digits behind a plus, a time, a word of ours.
            await foreach (var line in lines)
                await file.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{line.Number.Number?.E164},{line.Since.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{Word(line.How)}\r\n"));
        }
    }

    private static string Word(OptOutHow how) => how switch
    {
        OptOutHow.Keyword => "reply",
        OptOutHow.RecipientPage => "recipient page",
        OptOutHow.ByHand => "by hand",
    };
}
