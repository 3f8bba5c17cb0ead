using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SmsViro.Core.Jobs;

/// <summary>Wires durable work, and decides by Portal:Role whether this process does any.</summary>
public static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var role = configuration["Portal:Role"] ?? nameof(ProcessRole.All);
        if (!Enum.TryParse<ProcessRole>(role, out var parsed) || !Enum.IsDefined(parsed))
            throw new InvalidOperationException("Portal:Role is 'All', 'Web' or 'Worker'.");

        return services
            .AddSingleton(new ProcessDuty(parsed))
            .AddSingleton(new JobPace())
            .AddSingleton<JobQueue>()
            .AddSingleton<JobClaims>()
            .AddSingleton<JobKinds>()
            .AddSingleton<JobRunner>()
            .AddSingleton<DueSchedules>()
            .AddWorker<JobWorker>();
    }

    public static IServiceCollection AddJob<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler =>
        services.AddSingleton<THandler>().AddSingleton(new JobKind(THandler.Kind, typeof(THandler)));

    /// <summary>Lets a kind of job add itself at a steady pace; only with <see cref="AddJob{THandler}"/>.</summary>
    public static IServiceCollection AddHourly<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddSingleton(new Rhythm(THandler.Kind, TimeSpan.FromHours(1), TimeSpan.Zero));

    /// <summary>Lets a kind of job add itself so often; the period divides a day.</summary>
    public static IServiceCollection AddEvery<THandler>(this IServiceCollection services, TimeSpan period)
        where THandler : class, IJobHandler => services.AddSingleton(new Rhythm(THandler.Kind, period, TimeSpan.Zero));

    /// <summary>Lets a kind of job add itself at 02:00 UTC; only with <see cref="AddJob{THandler}"/>.</summary>
    public static IServiceCollection AddNightly<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddSingleton(new Rhythm(THandler.Kind, TimeSpan.FromDays(1), TimeSpan.FromHours(2)));

    /// <summary>Hosts a worker, but only where the role runs workers.</summary>
    public static IServiceCollection AddWorker<TWorker>(this IServiceCollection services)
        where TWorker : class, IHostedService =>
        services.Any(service => service.ImplementationInstance is ProcessDuty { RunsWorkers: true }) ? services.AddHostedService<TWorker>() : services;
}

/// <summary>Whether this process answers browsers, works, or both.</summary>
public sealed record ProcessDuty(ProcessRole Role)
{
    public bool RunsWorkers => Role is ProcessRole.All or ProcessRole.Worker;
}
