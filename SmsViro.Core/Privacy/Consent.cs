using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>What a person may agree to; nothing else in the house rests on consent.</summary>
public enum ConsentKind
{
    /// <summary>Letters about new features.</summary>
    ProductNews = 1,
}

/// <summary>One yes, to one exact text, and the moment it was taken back. A new yes is a new row.</summary>
public sealed class Consent
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public ConsentKind Kind { get; init; }

    public int TextVersion { get; init; }

    /// <summary>SHA-256 of the text as it was shown.</summary>
    public required byte[] TextHash { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Asked inside the act that rests on it.</summary>
    public static bool Stands(PortalDbContext db, UserId user, ConsentKind kind) =>
        db.Consents.Any(row => row.UserId == user && row.Kind == kind && row.WithdrawnAt == null);

    /// <summary>Takes part in an act that ends it; false when there was none.</summary>
    public static bool Withdraw(PortalDbContext db, UserId user, ConsentKind kind, DateTimeOffset now)
    {
        if (db.Consents.SingleOrDefault(row => row.UserId == user && row.Kind == kind && row.WithdrawnAt == null) is not { } standing) return false;

        standing.WithdrawnAt = now;
        return true;
    }
}
