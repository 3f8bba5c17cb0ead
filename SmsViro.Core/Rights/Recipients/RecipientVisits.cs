using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>A number whose holder typed its code: the first argument of everything she may do. Only <see cref="RecipientVisits"/> makes one.</summary>
public sealed class ProvedNumber
{
    internal ProvedNumber(Guid session, PhoneNumber number, DateTimeOffset from, DateTimeOffset provedAt) => (Session, Number, From, ProvedAt) = (session, number, from, provedAt);

    public Guid Session { get; }

    public PhoneNumber Number { get; }

    /// <summary>Nothing older is shown or touched.</summary>
    public DateTimeOffset From { get; }

    public DateTimeOffset ProvedAt { get; }

    public DateTimeOffset Until => ProvedAt + RecipientVisits.LifeOfProof;
}

/// <summary>Where a browser stands: waiting for its code, or proved.</summary>
public sealed record RecipientVisit(PhoneNumber Number, ProvedNumber? Proved);

/// <summary>Finds a recipient by the token in her browser's cookie, and lets her leave.</summary>
public sealed class RecipientVisits(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, TimeProvider clock)
{
    /// <summary>How long a proof lasts.</summary>
    public static readonly TimeSpan LifeOfProof = TimeSpan.FromMinutes(30);

    /// <summary>Null when the token is nobody's, its code is over, or its half hour is.</summary>
    public async Task<RecipientVisit?> FindAsync(string? token, CancellationToken cancel)
    {
        if (token is null) return null;

        var (digest, now) = (RecipientTokens.DigestOf(token), clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.RecipientSessions.AsNoTracking().SingleOrDefaultAsync(row => row.TokenDigest == digest, cancel) is not { } session) return null;
        if (session.ProvedAt is { } proved ? now >= proved + LifeOfProof : !ProveNumber.IsOpen(session, now)) return null;
        if ((await vault.FindAsync(RecipientFields.Sessions, cancel)).Open(RecipientFields.SessionNumber, session.Id, session.Number).Text is not { } e164) return null;

        var number = PhoneNumber.FromE164(e164);
        return new RecipientVisit(number, session.ProvedAt is { } at ? new ProvedNumber(session.Id, number, session.From, at) : null);
    }

    /// <summary>Ends a visit: what was found and the proof are gone at once.</summary>
    public async Task LeaveAsync(string? token, CancellationToken cancel)
    {
        if (token is null) return;

        var digest = RecipientTokens.DigestOf(token);
        await writes.RunAsync(
            db =>
            {
                if (db.RecipientSessions.SingleOrDefault(row => row.TokenDigest == digest) is not { } session) return;

                db.RecipientFindings.Where(row => row.SearchId == session.Id).ExecuteDelete();
                db.RecipientSessions.Remove(session);
            },
            cancel);
    }
}
