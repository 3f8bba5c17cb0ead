using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>
/// The nightly watch over what recipients asked: (1) warns our staff as <see cref="WatchRequests"/> does of customers' requests (2) reminds a sender, once and five
/// working days before, of a question he has not answered.
/// </summary>
public sealed class WatchRecipients(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, SenderMail senders, Post post, RightsOptions options, TimeProvider clock) : IJobHandler
{
    private const int WorkingDaysToRemind = 5;

    public static string Kind => "watch-recipients";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var today = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);
        var calendar = HolidayCalendar.Of(options.SeatZone);
        List<RecipientRequest> open;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            open = await db.RecipientRequests.AsNoTracking().Where(request => request.State != RecipientRequestState.Answered).OrderBy(request => request.DueOn).ToListAsync(cancel);

        // :: Step 1: our staff
        await WarnAsync(
            [.. from request in open let warning = WatchRequests.WarningAt(today, request.DueOn, calendar) where warning is not null && (request.WarnedAt is not { } last || warning < last) select (request, warning.Value)], cancel);

        // :: Step 2: senders
        foreach (var request in open.Where(request => request is { Kind: RecipientRequestKind.Question, SenderRemindedAt: null } && WatchRequests.WarningAt(today, request.DueOn, calendar) <= WorkingDaysToRemind))
            await RemindAsync(request, cancel);
        post.Hurry();
    }

    private async Task WarnAsync(IReadOnlyList<(RecipientRequest Request, int Warning)> warned, CancellationToken cancel)
    {
        if (warned.Count == 0) return;

        var mail = EmailAddress.TryParse(options.Contact, out var desk) ? await post.SealAsync(new Letter(desk, "Requests of recipients that need an answer", Text(warned)), cancel) : null;
        await writes.RunAsync(
            db =>
            {
                foreach (var (request, warning) in warned)
                    if (db.RecipientRequests.Find(request.Id) is { HasEnded: false } row) row.WarnedAt = warning;
                if (mail is not null) Post.Add(db, mail);
            },
            cancel);
    }

    private async Task RemindAsync(RecipientRequest request, CancellationToken cancel)
    {
        if (request.AccountId is not { } sender || await senders.SealAsync(sender, request.DueOn, again: true, cancel) is not { Count: > 0 } mails) return;

        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.RecipientRequests.Find(request.Id) is not { HasEnded: false, SenderRemindedAt: null } row) return;

                row.SenderRemindedAt = now;
                db.Tell(row, RecipientStep.SenderReminded, now);
                foreach (var mail in mails) Post.Add(db, mail);
            },
            cancel);
    }

    private static string Text(IReadOnlyList<(RecipientRequest Request, int Warning)> warned)
    {
        var text = new StringBuilder("These requests of people without an account are open:").AppendLine().AppendLine();
        foreach (var (request, warning) in warned)
            text.AppendLine(CultureInfo.InvariantCulture, $"* {request.Reference}, due {LetterFacts.Said(request.DueOn)}: {(warning == WatchRequests.Overdue ? "OVERDUE" : $"{warning} working days or fewer")}{(request.Kind is RecipientRequestKind.Question ? ", with its sender" : "")}");
        return text.ToString();
    }
}
