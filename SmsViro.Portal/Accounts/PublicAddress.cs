using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SmsViro.Core.Accounts;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>
/// Where people reach the portal: Portal:Address, else where it listens. Never the Host header of a request, with which a stranger could
/// have letters lead to a site of his.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration, IHostEnvironment environment, IServer server)
{
    private const string Key = PortalAddress.Key;

    /// <summary>Throws <see cref="StartRefusedException"/> when the configured address is none, or would have people come in clear.</summary>
    public void Check()
    {
        if (!environment.IsDevelopment() && !PortalAddress.IsSecure(configuration, environment))
            throw new StartRefusedException($"{Key} begins with https outside Development: the portal answers nothing over plain HTTP there.");
        if (configuration[Key] is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new StartRefusedException($"{Key} is the whole address people reach the portal at, such as https://portal.example.com.");
    }

    public AccountLinks Links => new()
    {
        ConfirmEmail = token => At(Urls.ConfirmEmail, token),
        ResetPassword = token => At(Urls.ResetPassword, token),
        ChangeEmail = token => At(Urls.NewEmail, token),
        SignIn = () => At(Urls.SignIn),
        ForgottenPassword = () => At(Urls.ForgottenPassword),
        Register = () => At(Urls.Register),
        Recipient = () => At(Urls.Recipient),
    };

    private Uri At(string path, string? token = null) =>
        new(new Uri(Root), token is null ? path : $"{path}?token={Uri.EscapeDataString(token)}");

    private string Root =>
        configuration[Key] is { Length: > 0 } address ? address
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } bound ? Reachable(bound)
        : configuration[WebHostDefaults.ServerUrlsKey]?.Split(';')[0] is { Length: > 0 } asked ? Reachable(asked)
        : Listening.DefaultAddress;

    // A server may listen on every address of the machine or on a loopback number; a link needs a name.
    private static string Reachable(string bound)
    {
        var uri = new UriBuilder(bound.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
        if (uri.Host is "0.0.0.0" or "[::]" or "127.0.0.1" or "[::1]") uri.Host = "localhost";
        return uri.Uri.ToString();
    }
}
