using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Reviews;

/// <summary>Every night: reminds our desk by mail of a review that is late, on the first day and every seventh after it.</summary>
public sealed class WatchReviews(IDbContextFactory<PortalDbContext> contexts, ReviewCalendar calendar, Post post, RightsOptions options, TimeProvider clock) : IJobHandler
{
    private const int Week = 7;

    public static string Kind => "watch-reviews";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var today = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var late = (await calendar.DueAsync(db, cancel)).Where(due => due.IsOverdue && (today.DayNumber - due.DueOn.DayNumber) % Week == 1).ToList();
        if (late.Count == 0 || !EmailAddress.TryParse(options.Contact, out var desk)) return;

        var text = new StringBuilder("These reviews are overdue. Whoever makes one records it in the register of reviews:").AppendLine().AppendLine();
        foreach (var due in late) text.AppendLine(CultureInfo.InvariantCulture, $"* {ReviewWords.Of(due.Kind)}: was due {LetterFacts.Said(due.DueOn)}");
        await post.SendAsync(new Letter(desk, "Reviews are overdue", text.ToString()), cancel);
    }
}
