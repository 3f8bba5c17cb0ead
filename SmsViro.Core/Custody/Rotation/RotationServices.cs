using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Wires the three jobs that replace keys. Hourly, so that what an erasure promises is kept to the hour; an hour in which nothing is due costs two reads.</summary>
public static class RotationServices
{
    public static IServiceCollection AddKeyRotation(this IServiceCollection services, IConfiguration configuration, TimeSpan grace, TimeSpan backups)
    {
        var options = configuration.GetSection(RotationOptions.Section).Get<RotationOptions>() ?? new RotationOptions();
        (options.Grace, options.Settle) = (grace, backups);
        if (options.DataKeyAge < TimeSpan.FromDays(1) || options.IndexKeyAge < TimeSpan.FromDays(1))
            throw new InvalidOperationException("Rotation:DataKeyAge and Rotation:IndexKeyAge are a day or more.");

        return services.AddSingleton(options).AddSingleton<SealedValues>().AddSingleton<IndexedValues>().AddSingleton<ReplaceKeys>().AddSingleton<ReadKeys>().AddSingleton<KeyInventory>()
            .AddJob<CloseEpochs>().AddHourly<CloseEpochs>()
            .AddJob<ReplaceDataKeys>().AddHourly<ReplaceDataKeys>()
            .AddJob<ReplaceIndexKeys>().AddHourly<ReplaceIndexKeys>();
    }
}
