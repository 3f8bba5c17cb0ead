using Microsoft.AspNetCore.Authorization;
using SmsViro.Core.Registers.Partners;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Wires the desk.</summary>
internal static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services) =>
        services.AddSingleton<IAuthorizationHandler, ConfidentialityRule>().AddStartStep((provider, _) =>
            provider.GetRequiredService<PartnerRegister>().Problem is { } problem ? throw new StartRefusedException(problem) : Task.CompletedTask);
}
