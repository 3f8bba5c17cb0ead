using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Telling;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>
/// The nightly watch over what is open: (1) reminds who still has to show who she is, and lets go by letter what nobody ever showed (2) notes that notices
/// of extensions went, or takes the extension back (3) warns our staff at 10, 5 and 2 working days, when a date has passed, and weekly while somebody who
/// received data has not been told for two weeks.
/// </summary>
public sealed class WatchRequests(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, LetterWriter letters, Post post, AuditTrail trail, RightsOptions options, TimeProvider clock) : IJobHandler
{
    public const int Overdue = -1;

    private static readonly TimeSpan BeforeReminder = TimeSpan.FromDays(14);
    private static readonly int[] Warnings = [2, 5, 10];

    private const int Week = 7;

    public static string Kind => "watch-requests";

    /// <summary>Which warning is due: 10, 5 or 2 working days, <see cref="Overdue"/>, or null.</summary>
    public static int? WarningAt(DateOnly today, DateOnly dueOn, HolidayCalendar calendar)
    {
        if (today > dueOn) return Overdue;

        var left = calendar.WorkingDays(today, dueOn);
        foreach (var warning in Warnings)
            if (left <= warning) return warning;
        return null;
    }

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var open = await OpenAsync(cancel);

        // :: Step 1: who has to show who she is
        foreach (var request in open.Where(request => request.State is RequestState.IdentityPending)) await IdentityAsync(request, cancel);

        // :: Step 2: extensions
        foreach (var request in open.Where(request => request is { IsExtended: true, ExtensionToldAt: null })) await ExtensionAsync(request, cancel);

        // :: Step 3: warnings
        await WarnAsync(cancel);
    }

    private async Task<List<PrivacyRequest>> OpenAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ended = Enum.GetValues<RequestState>().Where(RequestMachine.IsEnd).ToList();
        return await db.PrivacyRequests.AsNoTracking().Where(request => !ended.Contains(request.State)).ToListAsync(cancel);
    }

    private async Task IdentityAsync(PrivacyRequest request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (request.IdentityAskedAt is not { } asked) return;

        var end = asked + AskIdentity.Patience;
        var (kind, step) = now >= end ? (LetterKind.Lapsed, RequestStep.Lapsed) : (LetterKind.IdentityReminder, RequestStep.IdentityReminded);
        if (kind is LetterKind.IdentityReminder && (now < asked + BeforeReminder || request.IdentityRemindedAt is not null)) return;

        var letter = await letters.DraftAsync(request, kind, request.DueOn, facts => facts with { Until = StatutoryClock.DayAt(end, options.SeatZone) }, cancel);
        var entry = await trail.DraftAsync(default, request.UserId, AuditDeed.MovedRequest, concerning: request.Id, cancel: cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { State: RequestState.IdentityPending } row) return;

                if (kind is LetterKind.Lapsed) (row.State, row.EndedAt) = (RequestState.Lapsed, now);
                else row.IdentityRemindedAt = now;
                db.Tell(row, step, now);
                letter.Post(db);
                AuditTrail.Append(db, entry, PortalRole.Support);
            },
            cancel);
        letters.Hurry();
    }

    private async Task ExtensionAsync(PrivacyRequest request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { IsExtended: true, ExtensionToldAt: null } row) return;

                var questions = db.Clarifications.Where(question => question.RequestId == row.Id).ToList();
                var first = RequestDeadline.Of(row, questions, options).Due;
                var mail = db.RequestLetters.Where(letter => letter.RequestId == row.Id && letter.Kind == LetterKind.Extended).Select(letter => letter.Mail).FirstOrDefault();
                var sent = mail is { } id ? db.OutgoingMail.Where(posted => posted.Id == id).Select(posted => posted.SentAt).SingleOrDefault() : null;
                if (sent is { } at && StatutoryClock.DayAt(at, options.SeatZone) <= first)
                {
                    row.ExtensionToldAt = at;
                }
                else if (StatutoryClock.DayAt(now, options.SeatZone) > first)
                {
                    // Told too late is not told: the law counts from the first date again.
                    row.ExtendedAt = null;
                    RequestDeadline.Set(db, row, options);
                    db.Tell(row, RequestStep.ExtensionVoid, now);
                }
            },
            cancel);
    }

    private async Task WarnAsync(CancellationToken cancel)
    {
        var today = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);
        var calendar = HolidayCalendar.Of(options.SeatZone);
        var warned = new List<(PrivacyRequest Request, int Warning)>();
        foreach (var request in await OpenAsync(cancel))
            if (WarningAt(today, request.DueOn, calendar) is { } warning && (request.WarnedAt is not { } last || warning < last)) warned.Add((request, warning));
        var untold = await UntoldAsync(today, cancel);
        if (warned.Count == 0 && untold.Count == 0) return;

        var mail = EmailAddress.TryParse(options.Contact, out var desk) ? await post.SealAsync(new Letter(desk, warned.Count > 0 ? "Privacy requests that need an answer" : "Recipients of data who are still to be told", Text(warned, untold)), cancel) : null;
        await writes.RunAsync(
            db =>
            {
                foreach (var (request, warning) in warned)
                    if (db.PrivacyRequests.Find(request.Id) is { HasEnded: false } row) row.WarnedAt = warning;
                if (mail is not null) Post.Add(db, mail);
            },
            cancel);
        post.Hurry();
    }

    // The first day past the patience, and every seventh after it.
    private async Task<List<(PrivacyRequest Request, int Count, DateOnly Since)>> UntoldAsync(DateOnly today, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var open = await db.RecipientTasks.AsNoTracking().Where(task => task.ToldAt == null).ToListAsync(cancel);
        var ids = open.Select(task => task.RequestId).Distinct().ToList();
        var requests = await db.PrivacyRequests.AsNoTracking().Where(request => ids.Contains(request.Id)).ToListAsync(cancel);
        return
        [
            .. from request in requests
               let tasks = open.Where(task => task.RequestId == request.Id).ToList()
               let since = StatutoryClock.DayAt(tasks.Min(task => task.CreatedAt), options.SeatZone)
               let late = today.DayNumber - since.DayNumber - RecipientTasks.Patience.Days
               where late > 0 && late % Week == 1
               select (request, tasks.Count, since),
        ];
    }

    private static string Text(List<(PrivacyRequest Request, int Warning)> warned, List<(PrivacyRequest Request, int Count, DateOnly Since)> untold)
    {
        var text = new StringBuilder();
        if (warned.Count > 0) text.AppendLine("These privacy requests are open:").AppendLine();
        foreach (var (request, warning) in warned.OrderBy(one => one.Request.DueOn))
            text.AppendLine(CultureInfo.InvariantCulture, $"* {request.Reference}, due {LetterFacts.Said(request.DueOn)}: {(warning == Overdue ? "OVERDUE" : $"{warning} working days or fewer")}{(request.AssignedTo is null ? ", nobody has it" : "")}");
        if (untold.Count > 0) text.AppendLine().AppendLine("Those who received the data of these requests have not been told yet (GDPR Article 19):").AppendLine();
        foreach (var (request, count, since) in untold.OrderBy(one => one.Since))
            text.AppendLine(CultureInfo.InvariantCulture, $"* {request.Reference}, {(count == 1 ? "1 recipient" : $"{count} recipients")}, since {LetterFacts.Said(since)}");
        return text.ToString();
    }
}
