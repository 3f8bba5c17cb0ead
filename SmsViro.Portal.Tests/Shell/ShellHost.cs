using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>The frame alone, in memory: its pipeline and pages without any slice. The header X-Test-Role signs a person in.</summary>
public sealed class ShellHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ShellHost(WebApplication app) => _app = app;

    public static async Task<ShellHost> StartAsync(string environment = "Development")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(App).Assembly.GetName().Name, EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddShell();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Scratch.Folder("ring"))); // else the framework leaves a key in the home folder of whoever runs the tests
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, RoleHeader>("test", _ => { });

        var app = builder.Build();
        await app.UseShellAsync();
        app.MapShell();
        app.MapGet("/broken", string () => throw new InvalidOperationException("A machine broke."));
        await app.StartAsync();
        return new ShellHost(app);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? role = null, string? cookie = null, string scheme = "http")
    {
        using var client = _app.GetTestClient();
        client.BaseAddress = new Uri($"{scheme}://portal.test");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (role is not null) request.Headers.Add("X-Test-Role", role);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class RoleHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Test-Role"] is not [{ } role]) return Task.FromResult(AuthenticateResult.NoResult());

            var person = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "Amara Okafor"), new(ClaimTypes.Role, role)], "test"));
            return Task.FromResult(AuthenticateResult.Success(new(person, "test")));
        }
    }
}
