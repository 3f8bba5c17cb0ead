using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>A consent as its giver sees it.</summary>
public sealed record ConsentView(ConsentText Text, DateTimeOffset? GivenAt, DateTimeOffset? WithdrawnAt)
{
    public bool Stands => GivenAt is not null && WithdrawnAt is null;
}

/// <summary>How a change ended.</summary>
public enum ConsentAnswer
{
    Saved,

    /// <summary>The account is being erased; nothing was kept.</summary>
    NoAccount,

    /// <summary>The words were replaced while she read; she is shown the new ones.</summary>
    OtherWords,

    /// <summary>She has objected to all advertising, which this would be.</summary>
    Objected,
}

/// <summary>Gives a consent or takes it back; taken back, it has ended when this returns.</summary>
public sealed class ChangeConsent(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, TimeProvider clock)
{
    /// <param name="customer">Who agrees.</param>
    /// <param name="shown">The words on her screen.</param>
    /// <param name="agree">Yes, or no longer.</param>
    /// <param name="cancel">Honoured until the act begins.</param>
    public async Task<ConsentAnswer> RunAsync(Customer customer, ConsentText shown, bool agree, CancellationToken cancel)
    {
        if (agree && shown != ConsentText.Of(shown.Kind)) return ConsentAnswer.OtherWords;

        var now = clock.GetUtcNow();
        var entry = await trail.DraftAsync(customer.User, customer.User, agree ? AuditDeed.GaveConsent : AuditDeed.WithdrewConsent, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (db.Users.SingleOrDefault(user => user.Id == customer.User.Value && user.State == AccountState.Active) is not { } person) return ConsentAnswer.NoAccount;
                if (agree && Objection.Stands(db, customer.User, LegitimateUse.DirectMarketing)) return ConsentAnswer.Objected;

                var changed = agree ? Give(db, customer.User, shown, now) : Consent.Withdraw(db, customer.User, shown.Kind, now);
                if (changed) AuditTrail.Append(db, entry, person.Role);
                return ConsentAnswer.Saved;
            },
            cancel: cancel);
    }

    /// <summary>Everything she may agree to, and where she stands.</summary>
    public async Task<IReadOnlyList<ConsentView>> ReadAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Consents.AsNoTracking().Where(row => row.UserId == customer.User).ToListAsync(cancel);
        return
        [
            .. from kind in Enum.GetValues<ConsentKind>()
               let last = rows.Where(row => row.Kind == kind).MaxBy(row => row.GivenAt)
               let text = last is { WithdrawnAt: null } ? ConsentText.Of(kind, last.TextVersion) : null
               select new ConsentView(text ?? ConsentText.Of(kind), last?.GivenAt, last?.WithdrawnAt),
        ];
    }

    private static bool Give(PortalDbContext db, UserId user, ConsentText text, DateTimeOffset now)
    {
        if (Consent.Stands(db, user, text.Kind)) return false;

        db.Consents.Add(new Consent { Id = Guid.CreateVersion7(now), UserId = user, Kind = text.Kind, TextVersion = text.Version, TextHash = text.Hash, GivenAt = now });
        return true;
    }
}
