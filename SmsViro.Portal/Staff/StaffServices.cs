using Microsoft.AspNetCore.Authorization;

namespace SmsViro.Portal.Staff;

/// <summary>Wires the desk.</summary>
internal static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services.AddSingleton<IAuthorizationHandler, ConfidentialityRule>();
}
