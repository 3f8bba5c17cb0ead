using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Rights.Complaining;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Register;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights;

/// <summary>Wires what a person may ask about her own data, and the work behind it.</summary>
public static class RightsServices
{
    // As long as a cached box lives: after that no process can hold one of an account that closed.
    private static readonly TimeSpan LifeOfABox = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PatienceWithAStore = TimeSpan.FromMinutes(2);

    public static IServiceCollection AddRights(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(RightsOptions.Section).Get<RightsOptions>() ?? new RightsOptions();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Seat, out _))
            throw new InvalidOperationException("Rights:Seat is the time zone of the company's seat, such as 'Europe/London'.");

        return services
            .AddSingleton(options)
            .AddSingleton(ReplayedErasure.Part)
            .AddSingleton(provider => new ErasurePace(provider.GetRequiredService<StorageOptions>().IsPostgres ? LifeOfABox : TimeSpan.Zero, PatienceWithAStore))
            .AddSingleton<IDocumentEngine, PdfEngine>()
            .AddSingleton<CopyFolder>()
            .AddSingleton<CopyFiles>().AddSingleton<IPersonalDataStore>(provider => provider.GetRequiredService<CopyFiles>())
            .AddSingleton<ImportFolder>().AddSingleton<ImportFiles>().AddSingleton<IPersonalDataStore>(provider => provider.GetRequiredService<ImportFiles>())
            .AddSingleton<OfferArchive>().AddSingleton<ImportArchive>().AddSingleton<ReadOwner>().AddSingleton<ReadImport>().AddJob<CarryOver>().AddJob<ForgetImports>().AddHourly<ForgetImports>()
            .AddSingleton<ProcessingRecord>().AddSingleton<RecordPaper>()
            .AddSingleton<WhoReceived>().AddSingleton<HeldSections>().AddSingleton<ReportHistory>().AddSingleton<AccessReport>().AddSingleton<WriteArchive>().AddSingleton<ReadArchive>().AddSingleton<CopyHold>().AddSingleton<CopyReadyLetter>().AddSingleton<RequestCopy>().AddSingleton<DownloadCopy>()
            .AddSingleton<MyData>().AddSingleton<ReadHeld>().AddSingleton<RequestBoard>().AddSingleton<ReadRequest>()
            .AddSingleton<Letters.LetterWriter>().AddSingleton<RequestOpening>().AddSingleton<RequestDesk>()
            .AddSingleton<LogRequest>().AddSingleton<OpenRequest>().AddSingleton<AskIdentity>().AddSingleton<AcceptIdentity>().AddSingleton<AssignRequest>().AddSingleton<ClarifyRequest>()
            .AddSingleton<ExtendRequest>().AddSingleton<AnswerRequest>().AddSingleton<MergeRequest>().AddSingleton<ForwardRequest>().AddSingleton<NoteOnRequest>().AddSingleton<StartCopy>()
            .AddSingleton<WithdrawRequest>().AddSingleton<PutInForce>()
            .AddSingleton<DisputeValue>().AddSingleton<CorrectDetail>().AddSingleton<TellRecipient>().AddSingleton<ReadCorrections>()
            .AddSingleton<AskForRestriction>().AddSingleton<EndRestriction>().AddSingleton<AnnounceEnd>().AddSingleton<ObjectToUse>().AddSingleton<Complain>()
            .AddJob<WatchRequests>().AddNightly<WatchRequests>().AddJob<NoteBackupsForgot>().AddNightly<NoteBackupsForgot>()
            .AddJob<LiftRestrictions>().AddHourly<LiftRestrictions>()
            .AddSingleton<ErasurePreview>().AddSingleton<RequestErasure>().AddSingleton<BeginErasure>().AddSingleton<CarryOutErasure>()
            .AddSingleton<StopSending>().AddSingleton<ErasureScopes>().AddSingleton<StoreErasures>().AddSingleton<ErasureReply>()
            .AddJob<AssembleCopy>().AddJob<EraseAccount>()
            .AddSingleton<DropCopy>().AddJob<ForgetCopies>().AddHourly<ForgetCopies>()
            .AddSingleton<SettleBalance>().AddSingleton<ErasureAlarm>().AddSingleton<SearchFiles>().AddSingleton<CertificatePaper>().AddSingleton<AnswerErasure>().AddSingleton<ReadCertificate>()
            .AddSingleton<ForgetAnswers>().AddSingleton<IRetentionRule>(provider => provider.GetRequiredService<ForgetAnswers>())
            .AddJob<BeginRipeErasures>().AddHourly<BeginRipeErasures>()
            .AddJob<RetryErasures>().AddHourly<RetryErasures>()
            .AddRecipients(configuration);
    }
}
