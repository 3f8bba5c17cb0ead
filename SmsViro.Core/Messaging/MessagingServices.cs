using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Importing;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging;

/// <summary>Everything this slice offers the rest of the house.</summary>
public static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        var operators = OperatorOptions.Read(configuration);
        if (operators.Partner is { } partner) services.AddSingleton(partner);

        return services
            .AddSingleton(operators)
            .AddSingleton<StartDraft>().AddSingleton<SaveDraft>().AddSingleton<FindDraft>().AddSingleton<DraftList>().AddSingleton<DiscardDraft>()
            .AddSingleton<QuoteMessage>().AddSingleton<SendMessage>().AddSingleton<SendCampaign>().AddSingleton<CancelMessage>().AddSingleton<DraftAgain>()
            .AddSingleton<MessageHistory>().AddSingleton<MessageTimeline>().AddSingleton<SentThisMonth>().AddSingleton<NoteForeignMessage>()
            .AddSingleton<Silence>().AddSingleton<OptOutList>().AddSingleton<AddOptOut>().AddSingleton<RemoveOptOut>().AddSingleton<StopTexts>()
            .AddSingleton(ServiceTextOptions.Read(configuration)).AddSingleton<ITextCourier, TextCourier>().AddJob<ForgetServiceTexts>().AddHourly<ForgetServiceTexts>()
            .AddSingleton<ContentKeeping>().AddSingleton<ReadContentStay>().AddSingleton<IRetentionRule>(provider => provider.GetRequiredService<ForgetContent>())
            .AddSingleton<ContentHolds>().AddSingleton<IRetentionRule>(provider => provider.GetRequiredService<DiscardCodes>()).AddJob<DiscardCodes>().AddEvery<DiscardCodes>(TimeSpan.FromMinutes(1))
            .AddJob<ForgetContent>().AddEvery<ForgetContent>(TimeSpan.FromMinutes(5))
            .AddSingleton<IArchivePart, ImportContentDays>().AddSingleton<IArchivePart, ImportDrafts>().AddSingleton<IArchivePart, ImportOptOuts>()
            .AddSingleton<IArchivePart, ImportMessages>().AddSingleton<IArchivePart, ImportReplies>()
            .AddSingleton<OperatorStatus>().AddSingleton<Milestones>()
            .AddSingleton<ISendingStore>(provider =>
                provider.GetRequiredService<StorageOptions>().IsPostgres ? new PostgresSendingStore(provider.GetRequiredService<NpgsqlDataSource>()) : new SqliteSendingStore())
            .AddSingleton(provider => new MessageRowWriter(provider.GetRequiredService<ISendingStore>()))
            .AddSingleton<EmbeddedOperator>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<EmbeddedOperator>())
            .AddSingleton<Dispatcher>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<Dispatcher>());
    }
}
