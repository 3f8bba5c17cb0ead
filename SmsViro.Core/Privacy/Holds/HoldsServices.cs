using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>Wires holds.</summary>
public static class HoldsServices
{
    public static IServiceCollection AddHolds(this IServiceCollection services) =>
        services.AddSingleton<KeptBack>().AddSingleton<PlaceHold>().AddSingleton<ConfirmHold>().AddSingleton<AskToReleaseHold>().AddSingleton<ReleaseHold>().AddSingleton<ReviewHold>().AddSingleton<HoldBoard>().AddSingleton<KeepHeldItems>();
}
