using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Billing;

/// <summary>Everything this slice offers the rest of the house.</summary>
public static class BillingServices
{
    public static IServiceCollection AddBilling(this IServiceCollection services) =>
        services.AddSingleton<PriceList>().AddSingleton<BillingOverview>().AddSingleton<GrantCredit>().AddSingleton<LedgerProof>();
}
