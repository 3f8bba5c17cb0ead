using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace SmsViro.Portal.Shell;

/// <summary>The header policy of every answer. Scripts run from our origin or with this answer's nonce, nothing loads from any other host.</summary>
internal static partial class SecurityHeaders
{
    public static async Task<HeaderPolicyCollection> CreateAsync(IServiceProvider services)
    {
        var styleHashes = await ThemeStyleHashesAsync(services);
        return new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .RemoveServerHeader()
            .AddPermissionsPolicy(policy =>
            {
                policy.AddCamera().None();
                policy.AddMicrophone().None();
                policy.AddGeolocation().None();
                policy.AddPayment().None();
                policy.AddUsb().None();

                // The library's secure defaults would switch passkeys off.
                policy.AddCustomFeature("publickey-credentials-get").Self();
                policy.AddCustomFeature("publickey-credentials-create").Self();
            })
            .AddContentSecurityPolicy(policy => Contents(policy, styleHashes));
    }

    private static void Contents(CspBuilder policy, IEnumerable<string> styleHashes)
    {
        policy.AddDefaultSrc().None();
        policy.AddScriptSrc().Self().WithNonce();

        var styles = policy.AddStyleSrcElem().Self();
        foreach (var hash in styleHashes) styles.WithHash256(hash);

        // MudBlazor places and sizes with style attributes, which no nonce or hash can allow one by one.
        policy.AddStyleSrcAttr().UnsafeInline();
        policy.AddImgSrc().Self().Data();
        policy.AddFontSrc().Self();
        policy.AddConnectSrc().Self();
        policy.AddManifestSrc().Self();
        policy.AddBaseUri().Self();
        policy.AddFormAction().Self();
        policy.AddFrameAncestors().None();
    }

    // MudThemeProvider writes style elements that cannot carry a nonce. Their text depends on the theme alone, so it is rendered once and hashed.
    private static async Task<IReadOnlyCollection<string>> ThemeStyleHashesAsync(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, services.GetRequiredService<ILoggerFactory>());
        var hashes = new HashSet<string>(StringComparer.Ordinal);

        foreach (var dark in new[] { false, true })
        {
            var html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(ThemeHost.ProviderParameters(dark)))).ToHtmlString());

            foreach (Match style in StyleElement().Matches(html))
                hashes.Add(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.Groups[1].Value.ReplaceLineEndings("\n")))));
        }

        return hashes;
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();
}
