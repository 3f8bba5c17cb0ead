using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>Every hour: warns our desk by mail when a notice of a breach is due within 12 hours, and again when its time is over. Each warning goes once.</summary>
public sealed class WatchBreaches(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Post post, BreachProfile profile, RightsOptions options, TimeProvider clock) : IJobHandler
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(12);

    public static string Kind => "watch-breaches";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<Breach> open;
        await using (var db = await contexts.CreateDbContextAsync(cancel)) open = await db.Breaches.AsNoTracking().Where(breach => breach.ClosedAt == null).ToListAsync(cancel);

        var due = (from breach in open
                   from running in BreachClocks.Running(breach, profile)
                   where now > running.DueAt - Soon
                   let bit = 1 << ((2 * (int)running.Notice) + (running.IsOverdue(now) ? 1 : 0))
                   where (breach.Warned & bit) == 0
                   select (Breach: breach, Clock: running, Bit: bit)).ToList();
        if (due.Count == 0) return;

        var mail = EmailAddress.TryParse(options.Contact, out var desk) ? await post.SealAsync(new Letter(desk, "A breach needs a notice", Text(due, now)), cancel) : null;
        await writes.RunAsync(
            db =>
            {
                foreach (var (breach, _, bit) in due)
                    if (db.Breaches.Find(breach.Id) is { ClosedAt: null } row) row.Warned |= bit;
                if (mail is not null) Post.Add(db, mail);
            },
            cancel);
        post.Hurry();
    }

    private static string Text(IEnumerable<(Breach Breach, BreachClock Clock, int Bit)> due, DateTimeOffset now)
    {
        var text = new StringBuilder("These notices of breaches are due. The register of breaches has the rest:").AppendLine().AppendLine();
        foreach (var (breach, running, _) in due.OrderBy(one => one.Clock.DueAt))
            text.AppendLine(CultureInfo.GetCultureInfo("en-GB"), $"* found {breach.FoundAt.UtcDateTime:d MMM yyyy HH:mm} UTC, {BreachWords.Of(running.Notice).ToLowerInvariant()}: {(running.IsOverdue(now) ? "OVERDUE since" : "due")} {running.DueAt.UtcDateTime:d MMM yyyy HH:mm} UTC");
        return text.ToString();
    }
}
