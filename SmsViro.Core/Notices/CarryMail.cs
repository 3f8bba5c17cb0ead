using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Notices;

/// <summary>
/// Sends what is due. A letter is marked Sent after the server took it, so a crash between the two sends it twice: better than not at all.
/// One that was not taken waits a minute, then twice as long each time, up to six hours.
/// </summary>
internal sealed class CarryMail(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, IMailCourier courier, Signals signals, TimeProvider clock)
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    // A letter in hand is nobody else's for so long; after that its carrier has died.
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(2);

    /// <summary>How many letters the server took and how many it did not.</summary>
    public async Task<(int Sent, int Waiting)> RunAsync(CancellationToken cancel)
    {
        if (!courier.IsReady || !await AnyDueAsync(cancel)) return (0, 0);

        var (sent, waiting) = (0, 0);
        foreach (var mail in await TakeInHandAsync(cancel))
        {
            var state = await CarryAsync(mail, cancel);
            if (state is MailState.Sent) sent++;
            if (state is MailState.Waiting) waiting++;
        }

        return (sent, waiting);
    }

    private async Task<bool> AnyDueAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.OutgoingMail.AnyAsync(mail => mail.State == MailState.Waiting && mail.NextTryAt <= now, cancel);
    }

    private Task<List<OutgoingMail>> TakeInHandAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                var due = db.OutgoingMail.Where(mail => mail.State == MailState.Waiting && mail.NextTryAt <= now).OrderBy(mail => mail.NextTryAt).Take(MostAtOnce).ToList();
                foreach (var mail in due) mail.NextTryAt = now + InHand;
                return due;
            },
            cancel: cancel);
    }

    private async Task<MailState> CarryAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var state = await TryAsync(mail, cancel);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                // Gone when its owner was erased meanwhile.
                if (db.OutgoingMail.Find(mail.Id) is not { } row) return;

                row.State = state;
                row.Tries++;
                if (state is MailState.Sent) row.SentAt = now;
                if (state is MailState.Waiting) row.NextTryAt = now + WaitAfter(row.Tries);
            },
            cancel);
        signals.Raise(Post.TopicOf(mail.Owner));
        return state;
    }

    private async Task<MailState> TryAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var box = await vault.FindAsync(mail.Scope, cancel);
        if (mail.Read(box) is not { } letter) return MailState.Unreadable;

        try
        {
            await courier.CarryAsync(mail.Id, letter, cancel);
            return MailState.Sent;
        }
        catch (Exception failure) when (failure is MailNotTakenException or IOException)
        {
            return MailState.Waiting;
        }
    }

    private static TimeSpan WaitAfter(int tries) =>
        TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, Math.Pow(2, Math.Min(tries, 20) - 1)));
}
