using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Core.Privacy;

/// <summary>Wires what every slice above obeys.</summary>
public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services.AddSingleton<PrivacyPolicy>().AddSingleton<ChangeConsent>();
}
