using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SmsViro.Portal.Shell;

/// <summary>The proxies whose word is taken for where a request came from and whether it came over TLS: those on this machine, and those that Portal:Proxies names.</summary>
internal static class KnownProxies
{
    private const string Key = "Portal:Proxies";

    /// <summary>Throws <see cref="StartRefusedException"/> for an entry that is neither an address nor a network.</summary>
    public static void Name(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var entry in (configuration[Key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(entry, out var proxy)) options.KnownProxies.Add(proxy);
            else if (System.Net.IPNetwork.TryParse(entry, out var network)) options.KnownIPNetworks.Add(network);
            else throw new StartRefusedException($"{Key} names the proxies in front of the portal, each as an address or a network, such as '10.0.0.5, 10.1.0.0/24'.");
        }
    }
}
