using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SmsViro.Portal.Accounts;

/// <summary>How often one address of the network may post a form of the sign-in pages. Nobody is named, nothing is logged.</summary>
internal static class FormLimits
{
    public const string Key = "Accounts:FormsPerMinute";

    public static void Configure(RateLimiterOptions limits, int perMinute)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/account")
                ? RateLimitPartition.GetSlidingWindowLimiter(Network(context), _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = perMinute,
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
