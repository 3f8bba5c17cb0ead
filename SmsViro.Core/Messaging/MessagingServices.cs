using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Messaging.Dispatch;

namespace SmsViro.Core.Messaging;

/// <summary>Everything this slice offers the rest of the house.</summary>
public static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services) =>
        services
            .AddSingleton<StartDraft>().AddSingleton<SaveDraft>().AddSingleton<FindDraft>()
            .AddSingleton<QuoteMessage>().AddSingleton<SendMessage>()
            .AddSingleton<MessageHistory>().AddSingleton<MessageTimeline>().AddSingleton<SentThisMonth>()
            .AddSingleton<OperatorStatus>().AddSingleton<Milestones>();
}
