using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>Every night: reminds our desk by mail of alerts that stay open, on the first day after each was raised and every seventh after it.</summary>
public sealed class RemindOfAlerts(IDbContextFactory<PortalDbContext> contexts, Post post, RightsOptions rights, TimeProvider clock) : IJobHandler
{
    private const int Week = 7;

    public static string Kind => "remind-of-alerts";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var open = await db.Alerts.AsNoTracking().Where(alert => alert.ClosedAt == null).OrderBy(alert => alert.RaisedAt).ToListAsync(cancel);
        var due = open.Where(alert => (today - DateOnly.FromDateTime(alert.RaisedAt.UtcDateTime).DayNumber) % Week == 1).ToList();
        if (due.Count == 0 || !EmailAddress.TryParse(rights.Contact, out var desk)) return;

        var text = new StringBuilder("These alerts are still open. An administrator whom they are not about closes each at the page Security and says what came of it:").AppendLine().AppendLine();
        foreach (var alert in due) text.Append("* ").AppendLine(AlertWords.What(alert));
        await post.SendAsync(new Letter(desk, "Alerts are open", text.ToString()), cancel);
    }
}
