using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>
/// Turns suspicions into alerts, each once: one that is open grows, and what began before an alert was closed was judged with it, a state that lasts for a day.
/// Those of high severity go to every administrator by mail in the same act, but not to whom they are about.
/// </summary>
public sealed class RaiseAlerts(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, MailAddresses addresses, Post post, RightsOptions rights, Signals signals, TimeProvider clock)
{
    /// <summary>A state that still holds so long after its alert was closed was not set right, and is another.</summary>
    internal static TimeSpan Again { get; } = TimeSpan.FromDays(1);

    internal async Task RunAsync(IReadOnlyList<Suspicion> suspicions, CancellationToken cancel)
    {
        if (suspicions.Count == 0) return;

        var now = clock.GetUtcNow();
        List<Suspicion> fresh;
        List<OutgoingMail> mails;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            var known = await db.Alerts.AsNoTracking().ToListAsync(cancel);
            if (suspicions.All(suspicion => IsJudged(known, suspicion, now) || (OpenOf(known, suspicion) is { } open && !Adds(open, suspicion)))) return;

            fresh = [.. suspicions.Where(suspicion => IsNew(known, suspicion, now))];
            mails = await SealedAsync(db, [.. fresh.Where(suspicion => AlertWords.IsHigh(suspicion.Kind))], cancel);
        }

        var changed = await writes.RunAsync(
            db =>
            {
                var known = db.Alerts.ToList();
                foreach (var suspicion in suspicions.Where(suspicion => !IsJudged(known, suspicion, now)))
                {
                    if (OpenOf(known, suspicion) is { } open) Grow(open, suspicion);
                    else db.Alerts.Add(Made(suspicion, now));
                }

                // Another process may have raised them between the look and the act, and written of them.
                if (fresh.All(suspicion => IsNew(known, suspicion, now)))
                    foreach (var mail in mails) Post.Add(db, mail);
                return db.ChangeTracker.HasChanges();
            },
            cancel: cancel);
        if (!changed) return;

        post.Hurry();
        signals.Raise(AlertBoard.Topic);
    }

    private static bool IsSame(Alert alert, Suspicion suspicion) => alert.Kind == suspicion.Kind && alert.About == suspicion.About && alert.Matter == suspicion.Matter;

    private static Alert? OpenOf(IEnumerable<Alert> known, Suspicion suspicion) => known.FirstOrDefault(alert => alert.ClosedAt is null && IsSame(alert, suspicion));

    private static bool IsJudged(IEnumerable<Alert> known, Suspicion suspicion, DateTimeOffset now) =>
        known.Any(alert => suspicion.FirstAt <= alert.ClosedAt && IsSame(alert, suspicion) && (!IsState(suspicion.Kind) || now - alert.ClosedAt < Again));

    // What lasts until somebody ends it; its first instant stays the same, however often it was looked into.
    private static bool IsState(AlertKind kind) => kind is AlertKind.LateBackup or AlertKind.OperatorDown;

    private static bool IsNew(IReadOnlyCollection<Alert> known, Suspicion suspicion, DateTimeOffset now) => !IsJudged(known, suspicion, now) && OpenOf(known, suspicion) is null;

    private static bool Adds(Alert open, Suspicion suspicion) => suspicion.LastAt > open.LastAt || suspicion.Count > open.Count;

    private static void Grow(Alert open, Suspicion suspicion)
    {
        if (!Adds(open, suspicion)) return;

        open.LastAt = suspicion.LastAt > open.LastAt ? suspicion.LastAt : open.LastAt;
        if (suspicion.Count >= open.Count) (open.Count, open.InVain) = (suspicion.Count, suspicion.InVain);
    }

    private static Alert Made(Suspicion suspicion, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = suspicion.Kind,
        About = suspicion.About,
        Matter = suspicion.Matter,
        FirstAt = suspicion.FirstAt,
        LastAt = suspicion.LastAt,
        Count = suspicion.Count,
        InVain = suspicion.InVain,
        RaisedAt = now,
    };

    private async Task<List<OutgoingMail>> SealedAsync(PortalDbContext db, IReadOnlyList<Suspicion> high, CancellationToken cancel)
    {
        var mails = new List<OutgoingMail>();
        if (high.Count == 0) return mails;

        var admins = await db.Users.AsNoTracking().Where(user => user.Role == PortalRole.Admin && user.State == AccountState.Active).OrderBy(user => user.CreatedAt).Select(user => user.Id).ToListAsync(cancel);
        var told = new HashSet<Suspicion>();
        foreach (var admin in admins.Select(id => new UserId(id)))
        {
            List<Suspicion> hers = [.. high.Where(suspicion => suspicion.About != admin)];
            if (hers.Count == 0 || await addresses.FindAsync(admin, cancel) is not { } address) continue;

            mails.Add(await post.SealAsync(new Letter(address, Subject(hers), Text(hers), admin), cancel));
            told.UnionWith(hers);
        }

        // Where the only administrator is the one it is about, the desk's mailbox is told: somebody else has to know.
        List<Suspicion> left = [.. high.Where(suspicion => !told.Contains(suspicion))];
        if (left.Count > 0 && EmailAddress.TryParse(rights.Contact, out var desk)) mails.Add(await post.SealAsync(new Letter(desk, Subject(left), Text(left)), cancel));
        return mails;
    }

    private static string Subject(List<Suspicion> some) => some.Count == 1 ? $"Alert: {AlertWords.Of(some[0].Kind)}" : $"{some.Count} alerts";

    private static string Text(IEnumerable<Suspicion> some)
    {
        var text = new StringBuilder("The portal noticed something that somebody has to look at. The page Security at the desk has the rest:").AppendLine().AppendLine();
        foreach (var one in some)
            text.AppendLine(CultureInfo.GetCultureInfo("en-GB"), $"* {AlertWords.What(one)} Since {one.FirstAt.UtcDateTime:d MMM yyyy HH:mm} UTC. {AlertWords.Advice(one.Kind)}");
        return text.ToString();
    }
}
