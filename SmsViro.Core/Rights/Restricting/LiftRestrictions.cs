using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Restricting;

/// <summary>The hourly sweep: lifts what was announced and is due, but never before the letter that says so was taken by a mail server.</summary>
public sealed class LiftRestrictions(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Signals signals, TimeProvider clock) : IJobHandler
{
    public static string Kind => "lift-restrictions";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<AccountId> due;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            due = await db.Restrictions.Where(row => row.LiftedAt == null && row.EndsAt <= now).Select(row => row.AccountId).Distinct().ToListAsync(cancel);

        foreach (var account in due)
        {
            var lifted = await writes.RunAsync(
                db => EndRestriction.Lift(db, account, row => row.EndsAt <= now && row.EndLetter is { } letter && db.OutgoingMail.Any(mail => mail.Id == letter && mail.State == MailState.Sent), now),
                cancel: cancel);
            if (lifted > 0) await AskForRestriction.AfterAsync(writes, signals, account);
        }
    }
}
