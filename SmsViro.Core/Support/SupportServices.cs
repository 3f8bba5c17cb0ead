using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Support;

/// <summary>Wires what the desk may do.</summary>
public static class SupportServices
{
    public static IServiceCollection AddSupport(this IServiceCollection services) => services.AddSingleton<FindCustomer>().AddSingleton<CustomerOverview>().AddSingleton<MaskedRecords>().AddSingleton<AccountsOfTrail>().AddSingleton<RotateKeys>().AddSingleton<TakeKeyInventory>();
}
