using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Privacy.Retention;

namespace SmsViro.Core.Privacy;

/// <summary>Wires what every slice above obeys.</summary>
public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) =>
        services.AddSingleton<PrivacyPolicy>().AddSingleton<ChangeConsent>().AddSingleton<OwnDisclosures>().AddHolds().AddRetention();
}
