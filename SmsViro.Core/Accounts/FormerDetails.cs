using SmsViro.Core.Encryption;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Replaces sealed values inside one act and keeps what stood there before.</summary>
internal sealed class FormerDetails(PortalDbContext db, Box box, UserId user, DateTimeOffset now)
{
    public bool Any { get; private set; }

    /// <summary>The value to store: the old seal when nothing changed, so that saving a form twice leaves no trace.</summary>
    public Sealed? Replace(DetailKind kind, Field field, Sealed? old, string? value)
    {
        var before = old is { } closed ? box.Open(field, user.Value, closed).Text : null;
        if (before == value && (before is not null || old is null)) return old;

        Any = true;
        if (before is not null) Keep(kind, before);
        return value is null ? null : box.Seal(field, user.Value, value);
    }

    public void Keep(DetailKind kind, string value)
    {
        if (Objection.Stands(db, user, LegitimateUse.FormerDetails)) return;

        var id = Guid.CreateVersion7();
        db.FormerDetails.Add(new FormerDetail
        {
            Id = id,
            UserId = user,
            Kind = kind,
            Value = box.Seal(AccountsFields.FormerValue, id, value),
            ReplacedAt = now,
        });
    }
}
