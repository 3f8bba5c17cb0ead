using Microsoft.Net.Http.Headers;

namespace SmsViro.Portal.Accounts;

/// <summary>"Firefox on Linux": enough to tell one's own browsers apart, and all that is kept of what a browser says of itself.</summary>
internal static class BrowserName
{
    // Order matters: each of these also claims to be the ones after it.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(HttpRequest request)
    {
        var said = request.Headers[HeaderNames.UserAgent].ToString();
        return (First(Browsers, said), First(Systems, said)) switch
        {
            (null, null) => "Unknown browser",
            ({ } browser, null) => browser,
            (null, { } system) => $"Browser on {system}",
            var (browser, system) => $"{browser} on {system}",
        };
    }

    private static string? First((string Sign, string Name)[] known, string said) =>
        known.Where(one => said.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
