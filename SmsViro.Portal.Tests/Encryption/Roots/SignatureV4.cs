using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>AWS's Signature Version 4, computed by its own description and compared with the one a request carries.</summary>
internal static partial class SignatureV4
{
    private static readonly string[] MustBeSigned = ["host", "x-amz-date", "x-amz-target"];

    public static bool IsRight(HttpListenerRequest request, byte[] body, string secret, string region, string service)
    {
        if (Authorization().Match(request.Headers["Authorization"] ?? "") is not { Success: true } said)
            return false;

        var (day, headers) = (said.Groups["day"].Value, said.Groups["headers"].Value.Split(';'));
        var date = request.Headers["X-Amz-Date"] ?? "";
        if (!date.StartsWith(day, StringComparison.Ordinal) || said.Groups["region"].Value != region || said.Groups["service"].Value != service)
            return false;

        // What makes an answer to this request useless for any other must be signed.
        if (!MustBeSigned.All(headers.Contains))
            return false;

        var canonical = string.Join('\n',
        [
            request.HttpMethod, "/", "",
            .. headers.Select(name => $"{name}:{(request.Headers[name] ?? "").Trim()}"),
            "", said.Groups["headers"].Value, Convert.ToHexStringLower(SHA256.HashData(body)),
        ]);
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, $"{day}/{region}/{service}/aws4_request", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = new[] { day, region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);
        return Convert.ToHexStringLower(Mac(key, toSign)) == said.Groups["signature"].Value;
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(@"^AWS4-HMAC-SHA256 Credential=[^/]+/(?<day>\d{8})/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
