using System.Data.Common;
using Npgsql;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Whether an account still takes personal rows; asked inside the act that would add them, so that nothing is written behind an erasure.</summary>
internal static class Living
{
    public static bool IsLiving(this PortalDbContext db, AccountId account) =>
        db.Users.Any(user => user.AccountId == account && user.State == AccountState.Active);

    public static bool IsLiving(this DbConnection connection, AccountId account)
    {
        // Read committed would let an erasure begin between this look and our commit; the shared lock makes it wait.
        var held = connection is NpgsqlConnection ? " FOR SHARE" : "";
        using var find = connection.Sql($"""SELECT 1 FROM "Users" WHERE "AccountId" = @p0 AND "State" = @p1{held}""", account, AccountState.Active);
        return find.ExecuteScalar() is not null;
    }
}
