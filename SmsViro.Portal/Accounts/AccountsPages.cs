using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Portal.Accounts.Demo;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>Signing in and out, the profile, and in Development the demo people and their mail.</summary>
public static class AccountsPages
{
    public static WebApplicationBuilder AddAccountsPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var secure = PortalAddress.IsSecure(builder.Configuration, builder.Environment);
        services.AddAuthentication(SessionClaims.Scheme).AddCookie(SessionClaims.Scheme, cookie => SessionCookie.Configure(cookie, secure));
        services.AddScoped<AuthenticationStateProvider, PortalAuthenticationState>();
        services.AddScoped<CurrentCustomer>();
        services.AddScoped<ReadReader>(provider => person => ReadReaderProfile.RunAsync(provider.GetRequiredService<ReadProfile>(), person));
        services.AddRateLimiter(limits => FormLimits.Configure(limits, builder.Configuration));

        // A request's address is logged with its query, and ours may carry a one-use token.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);

        services.AddSingleton<PublicAddress>().AddSingleton(provider => provider.GetRequiredService<PublicAddress>().Links);
        services.AddStartStep((provider, _) =>
        {
            FormLimits.PerMinute(provider.GetRequiredService<IConfiguration>());
            provider.GetRequiredService<PublicAddress>().Check();
            return Task.CompletedTask;
        });
        services.AddStartStep((provider, cancel) => provider.GetRequiredService<LookupIndexes>().StartAsync(cancel));
        builder.AddDemo();
        return builder;
    }

    public static void UseAccounts(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseDemo();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost(Urls.SignOut, SignOutAsync).AllowAnonymous();
        app.MapDemo();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignOut signOut)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.LocalRedirect(Urls.Home);

        if (context.User.ToSignedIn() is { } person) await signOut.RunAsync(person, context.RequestAborted);
        await context.SignOutAsync(SessionClaims.Scheme);
        return Results.LocalRedirect(Urls.SignIn);
    }
}
