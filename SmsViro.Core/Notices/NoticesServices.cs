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
            .Validate(mail => mail.FromIsAddress, "Mail:From is the e-mail address that letters come from.")
            .Validate(mail => mail.Port is > 0 and <= 65_535, "Mail:Port is a port number, 587 unless the server says otherwise.")
            .Validate(mail => mail.Partners.Any() || mail.Host is null, "Mail:Country and Mail:AgreedOn say where the company behind Mail:Host is and since when its data protection agreement binds it: without them it receives nothing.")
            .ValidateOnStart();
        foreach (var partner in configuration.GetSection(MailOptions.Section).Get<MailOptions>()?.Partners ?? []) services.AddSingleton(partner);

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
