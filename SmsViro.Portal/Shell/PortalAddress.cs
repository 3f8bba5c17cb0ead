namespace SmsViro.Portal.Shell;

/// <summary>The setting that says where people reach the portal, and what follows from it for cookies.</summary>
internal static class PortalAddress
{
    public const string Key = "Portal:Address";

    /// <summary>True where browsers come over TLS: everywhere but in Development, unless the setting says otherwise.</summary>
    public static bool IsSecure(IConfiguration configuration, IHostEnvironment environment) =>
        configuration[Key] is { Length: > 0 } address ? address.StartsWith("https:", StringComparison.OrdinalIgnoreCase) : !environment.IsDevelopment();
}
