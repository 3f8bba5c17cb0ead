namespace SmsViro.Portal.Shell;

/// <summary>Where the portal answers when nobody said otherwise.</summary>
public static class Listening
{
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Whoever pressed Ctrl-C waits at most this long for what is under way.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(8);

    public static WebApplicationBuilder AddListening(this WebApplicationBuilder builder)
    {
        // Only Development does it by itself; a build that was not published would show bare pages anywhere else.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = EndsWithin);
        builder.Services.AddSingleton<WhoStops>().AddHostedService(provider => provider.GetRequiredService<WhoStops>());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // localhost, not 127.0.0.1: browsers allow passkeys on a name only.
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultAddress);
        return builder;
    }
}
