using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Reviews;

/// <summary>Every night: reminds our desk by mail of a review that is late and of an agreement with a partner that ends, on the first day and every seventh after it.</summary>
public sealed class WatchReviews(IDbContextFactory<PortalDbContext> contexts, ReviewCalendar calendar, PartnerRegister partners, Post post, RightsOptions options, TimeProvider clock) : IJobHandler
{
    private const int Week = 7;

    public static string Kind => "watch-reviews";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var today = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var late = (await calendar.DueAsync(db, cancel)).Where(due => due.IsOverdue && (today.DayNumber - due.DueOn.DayNumber) % Week == 1).ToList();
        var ending = partners.Ending.Where(partner => (PartnerRegister.DaysAhead - (partner.AgreementEndsOn.DayNumber - today.DayNumber)) % Week == 0).ToList();
        if (!EmailAddress.TryParse(options.Contact, out var desk)) return;

        if (late.Count > 0)
            await TellAsync(
                desk, "Reviews are overdue", "These reviews are overdue. Whoever makes one records it in the register of reviews:",
                late.Select(due => $"{ReviewWords.Of(due.Kind)}: was due {LetterFacts.Said(due.DueOn)}"), cancel);
        if (ending.Count > 0)
            await TellAsync(
                desk, "Agreements with partners end", "These agreements end. Once one has ended the portal hands its company nothing and does not start again until the settings name a new one:",
                ending.Select(partner => $"{partner.Name}: ends {LetterFacts.Said(partner.AgreementEndsOn)}, kept at {partner.AgreementAt}"), cancel);
    }

    private Task TellAsync(EmailAddress desk, string subject, string lead, IEnumerable<string> lines, CancellationToken cancel)
    {
        var text = new StringBuilder(lead).AppendLine().AppendLine();
        foreach (var line in lines) text.AppendLine(CultureInfo.InvariantCulture, $"* {line}");
        return post.SendAsync(new Letter(desk, subject, text.ToString()), cancel);
    }
}
