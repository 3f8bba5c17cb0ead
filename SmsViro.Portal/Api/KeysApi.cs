using SmsViro.Core.Support;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The inventory of keys as a file, for an auditor; taking it is an entry of the trail.</summary>
public static class KeysApi
{
    public static void MapKeys(this WebApplication app) =>
        app.MapGet(Urls.StaffKeyInventory, DownloadAsync).RequireAuthorization(Policies.Admin);

    private static async Task<IResult> DownloadAsync(HttpContext context, TakeKeyInventory take, TimeProvider clock)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.LocalRedirect(Urls.SignInThen(Urls.StaffKeys));
        if (await take.RunAsync(person, context.RequestAborted) is not { } inventory) return Results.NotFound();

        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(to => inventory.WriteAsync(to, context.RequestAborted), "text/csv; charset=utf-8", $"smsviro-keys-{clock.GetUtcNow():yyyy-MM-dd}.csv");
    }
}
