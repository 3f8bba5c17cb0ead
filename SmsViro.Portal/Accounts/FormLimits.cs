using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>How often one address of the network may post a form of the sign-in pages or of the recipients' page. Nobody is named, nothing is logged.</summary>
internal static class FormLimits
{
    private const string Key = "Accounts:FormsPerMinute";

    private const int Usual = 60;

    /// <summary>The configured number; throws <see cref="StartRefusedException"/> when it is none.</summary>
    public static int PerMinute(IConfiguration configuration) =>
        configuration[Key] is not { Length: > 0 } set ? Usual
        : int.TryParse(set, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new StartRefusedException($"{Key} is a whole number above 0: how many sign-in forms one network may send in a minute.");

    public static void Configure(RateLimiterOptions limits, IConfiguration configuration)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HttpMethods.IsPost(context.Request.Method) && (context.Request.Path.StartsWithSegments("/account") || context.Request.Path.StartsWithSegments(Urls.Recipient))
                ? RateLimitPartition.GetSlidingWindowLimiter(Network(context), _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = PerMinute(configuration),
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = 6,
                })
                : RateLimitPartition.GetNoLimiter(""));
        limits.OnRejected = async (rejected, cancel) =>
        {
            rejected.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
            await rejected.HttpContext.Response.WriteAsync("Too many forms were sent from your network in the last minute. Nothing was changed. Wait a minute, go back and try again", cancel);
        };
    }

    // A household has one IPv6 /64, not one address of it.
    private static string Network(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }
}
