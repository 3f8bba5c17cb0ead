using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;

namespace SmsViro.Benchmarks;

/// <summary>What keeps, replaces and ends what was sent, beside a <see cref="SendingPortal"/>.</summary>
internal static class KeepingServices
{
    public static IServiceCollection AddKeeping(this IServiceCollection services, IConfiguration configuration) =>
        services.AddJobs(configuration).AddAuditing().AddNotices(configuration).AddCustody(configuration).AddPrivacy().AddAccounts();
}
