using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Privacy.Retention;

namespace SmsViro.Core.Privacy;

/// <summary>Wires what every slice above obeys.</summary>
public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<PrivacyPolicy>();
        services.TryAddSingleton(ReleaseProofs.Beside);
        return services
            .AddSingleton<ReadPolicyNews>().AddSingleton<NotePolicySeen>().AddJob<TellOfNewPolicy>().AddHourly<TellOfNewPolicy>()
            .AddSingleton<Transfers>().AddSingleton<ChangeConsent>().AddSingleton<IArchivePart, ImportConsents>().AddSingleton<OwnDisclosures>().AddSingleton<FindEntry>().AddHolds().AddRetention();
    }
}
