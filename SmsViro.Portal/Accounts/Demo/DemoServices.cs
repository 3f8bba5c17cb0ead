using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Billing;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts.Demo;

/// <summary>What makes Development pleasant and must exist nowhere else: made-up people, signing in as them, and reading their mail.</summary>
internal static class DemoServices
{
    /// <summary>Enough to send for a while; real enough to run out.</summary>
    private const decimal Credit = 25.00m;

    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoPeople>();
        builder.Services.AddStartStep(builder.Environment.IsDevelopment() ? SeedAsync : RefuseMarkedAsync);
        if (builder.Environment.IsDevelopment()) builder.Services.AddShellPart<DemoSignIns>(ShellSlot.SignIn);
    }

    /// <summary>Answers 404 where the demo does not exist: outside Development, to another machine, or under a name that is not this machine's.</summary>
    public static void UseDemo(this WebApplication app) => app.Use((context, next) =>
    {
        if (!IsDemoPath(context.Request.Path) || IsOffered(context)) return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    public static void MapDemo(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;

        app.MapPost(Urls.DemoSignIn, SignInAsync).AllowAnonymous();
        app.Lifetime.ApplicationStarted.Register(() => Print(app.Services.GetRequiredService<DemoPeople>()));
    }

    /// <summary>True in Development for a request from this machine to one of its loopback names.</summary>
    public static bool IsOffered(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    // Once it listens: a portal that is refused says one sentence and nothing else.
    private static void Print(DemoPeople people)
    {
        foreach (var card in people.Cards) Console.WriteLine($"Demo sign-in: {card.Email} with the password {card.Password}");
    }

    private static bool IsDemoPath(PathString path) => path.StartsWithSegments("/dev") || path.StartsWithSegments(Urls.DemoSignIn);

    private static async Task SeedAsync(IServiceProvider services, CancellationToken cancel)
    {
        var seed = services.GetRequiredService<SeedDemo>();
        if (!await seed.IsMarkedAsync(cancel) && await seed.IsInhabitedAsync(cancel)) return;

        var people = services.GetRequiredService<DemoPeople>();
        await people.LoadAsync(cancel);
        if (await seed.IsMarkedAsync(cancel)) return;

        var seeded = await seed.RunAsync(people.ToSeed(), cancel);
        await SignAsync(services, people, cancel);
        foreach (var customer in seeded)
            await services.GetRequiredService<GrantCredit>().PaidAsync(
                customer.Account, customer.Account.Value, Money.Of(Credit, services.GetRequiredService<PriceList>().Currency), cancel);
    }

    // Staff have signed, so that the desk opens at once; the newest of them is asked as in real life.
    private static async Task SignAsync(IServiceProvider services, DemoPeople people, CancellationToken cancel)
    {
        foreach (var card in people.Cards.Where(card => card.Role is not PortalRole.Customer).SkipLast(1))
            if (EmailAddress.TryParse(card.Email, out var email) && await services.GetRequiredService<UserDirectory>().FindAsync(email) is { } user)
                await services.GetRequiredService<AcceptConfidentiality>().RunAsync(user.UserId, Undertaking.Current.Number, cancel);
    }

    private static async Task RefuseMarkedAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<SeedDemo>().IsMarkedAsync(cancel))
            throw new StartRefusedException("This database was made for a demo, with passwords that are not secret: start with an empty one, or set ASPNETCORE_ENVIRONMENT=Development.");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SeedDemo demo, [FromForm] string who, [FromForm] string? returnUrl)
    {
        if (!await antiforgery.IsRequestValidAsync(context) || !EmailAddress.TryParse(who, out var email)) return Results.LocalRedirect(Urls.SignIn);

        var result = await demo.SignInAsync(email, new SignInBrowser(BrowserName.Of(context.Request), Kept: false), context.RequestAborted);
        if (result.Person is not { } person) return Results.LocalRedirect(Urls.SignIn);

        await SessionCookie.SignInAsync(context, person, kept: false);
        return Results.LocalRedirect(LocalUrl.Or(returnUrl, person.IsStaff ? Urls.Staff : Urls.Home));
    }
}
