using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Auditing;

/// <summary>Wires the trail and the doors that write to it.</summary>
public static class AuditingServices
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) =>
        services.AddSingleton<AuditTrail>().AddSingleton<OpenDoor>().AddSingleton<WhoLooked>().AddSingleton<NoteForeignId>();
}
