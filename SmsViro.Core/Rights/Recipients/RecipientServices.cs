using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging.Recipients;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Wires what people without an account may ask, and what staff may do for them.</summary>
internal static class RecipientServices
{
    public static IServiceCollection AddRecipients(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton(RecipientOptions.Read(configuration)).AddSingleton<FindTextsTo>().AddSingleton<FindRecordsOf>().AddSingleton<RecipientSearch>().AddSingleton<SenderNames>()
            .AddSingleton<CodeSender>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<CodeSender>())
            .AddSingleton<AskForCode>().AddSingleton<ProveNumber>().AddSingleton<RecipientVisits>().AddSingleton<StopCodes>()
            .AddSingleton<RecipientPicture>().AddSingleton<SearchAgain>().AddSingleton<ChangeStops>().AddSingleton<AskAsRecipient>()
            .AddSingleton<SenderMail>().AddSingleton<RecipientQuestions>().AddSingleton<TextsAskedAbout>().AddSingleton<AnswerRecipient>()
            .AddSingleton<RecipientRequestDesk>().AddSingleton<AskForLookup>().AddSingleton<DecideLookup>().AddSingleton<ReadLookup>()
            .AddJob<SearchForRecipient>().AddJob<EraseForRecipient>().AddJob<LookUpRecipient>()
            .AddJob<ForgetRecipients>().AddHourly<ForgetRecipients>()
            .AddJob<WatchRecipients>().AddNightly<WatchRecipients>();
}
