using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>The day on which the newest entry of a kind goes, for the person asking (GDPR Article 15(1)(d)); kinds that live as long as the account have none.</summary>
internal static class RetentionEnds
{
    public static async Task<IReadOnlyDictionary<Category, string>> OfAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var ends = new Dictionary<Category, string>();
        void Say(Category category, DateTimeOffset? newest, Func<DateTimeOffset, DateTimeOffset> end)
        {
            if (newest is { } at) ends[category] = $"The newest entry goes on {end(at).UtcDateTime.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}, older ones before";
        }

        Say(Category.FormerDetails, Newest(await db.FormerDetails.Where(row => row.UserId == subject.User).Select(row => row.ReplacedAt).ToListAsync(cancel)), at => at.AddMonths(12));
        Say(Category.Notices, Newest(await db.OutgoingMail.Where(row => row.Owner == subject.User && row.SentAt != null).Select(row => row.SentAt!.Value).ToListAsync(cancel)), at => at.AddDays(30));
        var money = await db.LedgerTransfers.Where(row => row.AccountId == subject.Account).OrderByDescending(row => row.Id).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancel);
        Say(Category.Billing, money, at => new DateTimeOffset(at.Year + 7, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var look = await db.AuditEntries.Where(row => row.Subject == subject.User).OrderByDescending(row => row.Number).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(cancel);
        Say(Category.Oversight, look, at => at.AddYears(3));
        Say(Category.Requests, Newest(await db.PrivacyRequests.Where(row => row.UserId == subject.User && row.EndedAt != null).Select(row => row.EndedAt!.Value).ToListAsync(cancel)), at => at.AddYears(3));
        return ends;
    }

    private static DateTimeOffset? Newest(List<DateTimeOffset> times) => times.Count == 0 ? null : times.Max();
}
