using SmsViro.Core.Billing;

namespace SmsViro.Portal.Billing;

/// <summary>Every destination with its price.</summary>
public sealed partial class PricesPage(PriceList prices)
{
    private readonly IReadOnlyList<Price> _prices = prices.All();
}
