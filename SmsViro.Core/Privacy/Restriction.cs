using System.Data.Common;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy;

/// <summary>The four cases in which the law lets a person demand that her data is only kept (GDPR Article 18(1)).</summary>
public enum RestrictionGround
{
    /// <summary>18(1)(a): she says it is wrong, and we look.</summary>
    Disputed = 1,

    /// <summary>18(1)(b): its use is unlawful, and she wants it kept all the same.</summary>
    Unlawful = 2,

    /// <summary>18(1)(c): we no longer need it, and she does, for a claim.</summary>
    NeededForClaims = 3,

    /// <summary>18(1)(d): she has objected, and whose grounds weigh more is open.</summary>
    ObjectionOpen = 4,
}

/// <summary>A time in which an account's data is kept and not used: nothing is sent from it and staff see that it is closed, not what is in it.</summary>
public sealed class Restriction
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>The request that asked for it.</summary>
    public Guid RequestId { get; init; }

    public RestrictionGround Ground { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>Not lifted before; set when she was told, for she is told first (Article 18(3)).</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The letter that told her.</summary>
    public Guid? EndLetter { get; set; }

    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>Asked inside the act that would use the data.</summary>
    public static bool IsRestricted(PortalDbContext db, AccountId account) => db.Restrictions.Any(row => row.AccountId == account && row.LiftedAt == null);

    /// <summary>The same for the sending path.</summary>
    public static bool IsRestricted(DbConnection connection, AccountId account)
    {
        using var find = connection.Sql("""SELECT 1 FROM "Restrictions" WHERE "AccountId" = @p0 AND "LiftedAt" IS NULL""", account);
        return find.ExecuteScalar() is not null;
    }
}
