using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Jobs;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Registers.Evidence;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Rights;

namespace SmsViro.Core.Registers;

/// <summary>Wires the registers that our people keep: authorities, breaches, reviews, confidentiality, alerts, and the evidence they add up to.</summary>
public static class RegistersServices
{
    public static IServiceCollection AddRegisters(this IServiceCollection services, IConfiguration configuration)
    {
        var rights = configuration.GetSection(RightsOptions.Section).Get<RightsOptions>() ?? new RightsOptions();
        var profile = BreachProfile.Of(rights.Jurisdiction);
        var breaches = configuration.GetSection(BreachProfile.Section);
        profile = profile with
        {
            Authority = breaches.GetValue(nameof(BreachProfile.Authority), profile.Authority),
            First = breaches.GetValue(nameof(BreachProfile.First), profile.First),
            Rest = breaches.GetValue(nameof(BreachProfile.Rest), profile.Rest),
            Customers = breaches.GetValue(nameof(BreachProfile.Customers), profile.Customers),
        };
        if (profile.Authority <= TimeSpan.Zero || profile.First <= TimeSpan.Zero || profile.Rest <= TimeSpan.Zero || profile.Customers <= TimeSpan.Zero)
            throw new InvalidOperationException("Breaches:Authority, Breaches:First, Breaches:Rest and Breaches:Customers are times longer than zero, such as '3.00:00:00'.");

        return services
            .AddSingleton(profile)
            .AddSingleton<ExtractFields>().AddSingleton<ExtractPaper>().AddSingleton<AuthorityDesk>().AddSingleton<LogAuthorityRequest>().AddSingleton<DecideAuthorityRequest>()
            .AddSingleton<ProlongSilence>().AddSingleton<TakeExtract>().AddSingleton<NumberDisclosures>()
            .AddJob<PreserveForAuthority>().AddJob<TellOfDisclosures>().AddHourly<TellOfDisclosures>()
            .AddSingleton<BreachBoard>().AddSingleton<LogBreach>().AddSingleton<UpdateBreach>().AddSingleton<AffectedAccounts>()
            .AddJob<WatchBreaches>().AddHourly<WatchBreaches>()
            .AddSingleton<ReviewCalendar>().AddSingleton<RecordReview>()
            .AddJob<WatchReviews>().AddNightly<WatchReviews>()
            .AddSingleton(AlertOptions.Read(configuration)).AddSingleton<ReadHealth>().AddSingleton<RaiseAlerts>().AddSingleton<AlertBoard>().AddSingleton<CloseAlert>().AddSingleton<NoteOnAlert>().AddSingleton<NameColleague>().AddSingleton<ReadSecurity>()
            .AddJob<WatchAlerts>().AddEvery<WatchAlerts>(WatchAlerts.Round).AddJob<VerifyTrail>().AddNightly<VerifyTrail>().AddJob<RemindOfAlerts>().AddNightly<RemindOfAlerts>()
            .AddSingleton<PartnerRegister>().AddSingleton<TasksForStaff>()
            .AddSingleton<IEvidenceSource, DataEvidence>().AddSingleton<IEvidenceSource, AccessEvidence>().AddSingleton<IEvidenceSource, PartnerEvidence>()
            .AddSingleton<IEvidenceSource, BreachEvidence>().AddSingleton<IEvidenceSource, LawEvidence>().AddSingleton<IEvidenceSource, RecordsEvidence>()
            .AddSingleton<IEvidenceSource, TrailEvidence>().AddSingleton<IEvidenceSource, RequestEvidence>().AddSingleton<IEvidenceSource, CustodyEvidence>()
            .AddSingleton<IEvidenceSource, DevelopmentEvidence>().AddSingleton<GatherEvidence>().AddSingleton<TakeEvidence>().AddSingleton<EvidencePaper>()
            .AddSingleton<StaffConfidentiality>().AddSingleton<AcceptConfidentiality>();
    }
}
