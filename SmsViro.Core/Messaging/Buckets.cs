using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>The UTC month a message was accepted in, as a number that sorts (202611); all of an account's messages of one month share a key and end with it.</summary>
public static class Buckets
{
    public static int Of(DateTimeOffset acceptedAt) => acceptedAt.UtcDateTime.Year * 100 + acceptedAt.UtcDateTime.Month;

    public static Scope ScopeOf(AccountId account, int bucket) =>
        Scope.Messages(account, string.Create(CultureInfo.InvariantCulture, $"{bucket / 100:0000}-{bucket % 100:00}"));
}
