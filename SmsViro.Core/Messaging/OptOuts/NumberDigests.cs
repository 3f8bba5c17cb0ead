using System.Data.Common;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>A number as the two lists know it; computed before an act, looked up inside it.</summary>
internal readonly record struct NumberDigests(long Own, long All)
{
    public static async ValueTask<NumberDigests> OfAsync(Vault vault, AccountId account, PhoneNumber number, CancellationToken cancel) =>
        new(
            (await vault.IndexAsync(Scope.IndexOptOut(account), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164),
            await StopAsync(vault, number, cancel));

    /// <summary>Its digest on the stop list alone.</summary>
    public static async ValueTask<long> StopAsync(Vault vault, PhoneNumber number, CancellationToken cancel) =>
        (await vault.IndexAsync(Scope.IndexPhone, cancel)).Compute64(MessagingFields.StopIndex, number.E164);

    /// <summary>Whether either list holds it, inside the act that would accept a message.</summary>
    public bool IsSilent(DbConnection connection, AccountId account)
    {
        using var find = connection.Sql(
            """
            SELECT 1 FROM "OptOuts" WHERE "AccountId" = @p0 AND "NumberIndex" = @p1
            UNION ALL SELECT 1 FROM "StoppedNumbers" WHERE "What" = @p2 AND "NumberIndex" = @p3
            """,
            account, Own, StoppedTexts.All, All);
        return find.ExecuteScalar() is not null;
    }
}
