using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>Wires retention: the schedule and its nightly run. Slices register their own rules as <see cref="IRetentionRule"/>.</summary>
public static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services.AddSingleton<RetentionSchedule>().AddSingleton<IRetentionRule, TrailRule>().AddJob<KeepRetention>().AddNightly<KeepRetention>();
}
