using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Restricting;

/// <summary>She ends the restriction of her own data: at once, and what was held goes on. Her request ends with it, unless an answer to it is written already. A letter tells her.</summary>
public sealed class EndRestriction(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, LetterWriter letters, Signals signals, TimeProvider clock)
{
    /// <summary>False when nothing was restricted.</summary>
    public async Task<bool> RunAsync(Customer customer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await RequestAsync(customer, cancel) is not { } asked) return false;

        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.LiftedRestriction, cancel: cancel);
        var letter = await letters.DraftAsync(asked, LetterKind.PauseEnded, asked.DueOn, facts => facts, cancel);
        var ended = await writes.RunAsync(
            db =>
            {
                var standing = db.Restrictions.Where(row => row.AccountId == customer.Account && row.LiftedAt == null).Select(row => row.RequestId).ToList();
                if (Lift(db, customer.Account, _ => true, now) == 0) return false;

                foreach (var id in standing) Close(db, id, now);
                letter.Post(db);
                AuditTrail.Append(db, entry, db.Users.Single(user => user.Id == customer.User.Value).Role);
                return true;
            },
            ended => ended,
            cancel);
        if (!ended) return false;

        letters.Hurry();
        await AskForRestriction.AfterAsync(writes, signals, customer.Account);
        return true;
    }

    // By which the restriction that stands longest was asked for.
    private async Task<PrivacyRequest?> RequestAsync(Customer customer, CancellationToken cancel)
    {
        if (await FindAsync(customer, cancel) is not { RequestId: var id }) return null;

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id, cancel);
    }

    private static void Close(PortalDbContext db, Guid id, DateTimeOffset now)
    {
        if (db.PrivacyRequests.Find(id) is not { } request || RequestMachine.Next(request, RequestAct.EndPause) is not { } end) return;

        (request.State, request.EndedAt) = (end, now);
    }

    /// <summary>The restriction in force; null when there is none.</summary>
    public async Task<Restriction?> FindAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Restrictions.AsNoTracking().Where(row => row.AccountId == customer.Account && row.LiftedAt == null).OrderBy(row => row.Since).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Takes part in an act that lifts; what is held is released with the last one. Returns how many were lifted.</summary>
    internal static int Lift(PortalDbContext db, AccountId account, Func<Restriction, bool> which, DateTimeOffset now)
    {
        var standing = db.Restrictions.Where(row => row.AccountId == account && row.LiftedAt == null).ToList();
        var lifted = standing.Where(which).ToList();
        foreach (var row in lifted)
        {
            row.LiftedAt = now;
            if (db.PrivacyRequests.Find(row.RequestId) is { } request) db.Tell(request, RequestStep.RestrictionLifted, now);
        }

        if (lifted.Count > 0 && lifted.Count == standing.Count) HeldBatches.Release(db, account);
        return lifted.Count;
    }
}
