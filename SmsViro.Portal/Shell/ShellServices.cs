using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using SmsViro.Core.Jobs;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>Registers the frame and lays its pipeline. Pages are closed unless they say otherwise.</summary>
public static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRedactedLogs();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<ReadReader>(_ => CurrentReader.FromClaims);
        services.AddScoped<CurrentReader>();
        services.AddScoped<Toasts>();

        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>(KnownProxies.Name).ValidateOnStart();

        services.AddAuthentication();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DoorKeeper>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.StaffEntry, policy => policy.RequireRole(Policies.SupportRole, Policies.AdminRole))
            .AddPolicy(Policies.Staff, policy => policy.RequireRole(Policies.SupportRole, Policies.AdminRole).AddRequirements(new BoundByConfidentiality()))
            .AddPolicy(Policies.Admin, policy => policy.RequireRole(Policies.AdminRole).AddRequirements(new BoundByConfidentiality()));

        // One language and one way to write a number, whatever the machine's own settings.
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture("en-GB");
            options.SupportedCultures = options.SupportedUICultures = [CultureInfo.GetCultureInfo("en-GB")];
            options.RequestCultureProviders.Clear();
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = SiteCookies.Form.Name;
            options.SuppressXFrameOptionsHeader = true;
        });
        return services.AddStartStep((provider, _) => provider.GetRequiredService<JobKinds>().Problem is { } problem ? throw new StartRefusedException(problem) : Task.CompletedTask);
    }

    /// <summary>Puts a slice's component into a place of the frame.</summary>
    public static IServiceCollection AddShellPart<T>(this IServiceCollection services, ShellSlot slot) where T : IComponent =>
        services.AddSingleton(new ShellPart(slot, typeof(T)));

    /// <summary>Everything between the wire and a page, in the one order that is safe.</summary>
    public static async Task UseShellAsync(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders(await SecurityHeaders.CreateAsync(app.Services));
        if (!app.Environment.IsDevelopment()) app.UseMiddleware<HttpsOnly>();
        app.Use(NeverKeepPages);
        app.UseExceptionHandler(Urls.Error, createScopeForErrors: true);
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseWebSockets();
        app.UseMiddleware<CircuitGate>();
        app.UseStatusCodePagesWithReExecute(Urls.NotFound, createScopeForStatusCodePages: true);
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true);
    }

    // A page of hers must not come back from a shared computer's cache after she signed out.
    private static Task NeverKeepPages(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true)
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
