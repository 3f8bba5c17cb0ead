using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Notices;

public static class NoticesServices
{
    /// <summary>Mail: sealed at rest, carried by SMTP where a server is named, dropped into a folder in Development, waiting otherwise.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>()
            .Bind(configuration.GetSection(MailOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailRules>();
        if (configuration.GetSection(MailOptions.Section).Get<MailOptions>()?.Partner is { } partner) services.AddSingleton(partner);

        services.AddSingleton<DropFolder>();
        services.AddSingleton<IPersonalDataStore>(provider => provider.GetRequiredService<DropFolder>());
        services.AddSingleton<IMailCourier>(provider =>
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment() && provider.GetRequiredService<IOptions<MailOptions>>().Value.Host is null
                ? provider.GetRequiredService<DropFolder>()
                : ActivatorUtilities.CreateInstance<SmtpCourier>(provider));

        services.AddSingleton<Post>().AddSingleton<Outbox>().AddSingleton<CarryMail>();
        return services.AddWorker<MailWorker>();
    }
}
