using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>The UTC month a message was accepted in, as a number that sorts (202611); all of an account's messages of one month share a key and end with it.</summary>
public static class Buckets
{
    public static int Of(DateTimeOffset acceptedAt) => acceptedAt.UtcDateTime.Year * 100 + acceptedAt.UtcDateTime.Month;

    // An export asks for the same scope a million times running; the last answer is kept, whichever thread gave it.
    private static volatile Remembered _last = new(default, 0, default);

    public static Scope ScopeOf(AccountId account, int bucket)
    {
        if (_last is var last && last.Bucket == bucket && last.Account == account) return last.Scope;

        var scope = Scope.Messages(account, string.Create(CultureInfo.InvariantCulture, $"{bucket / 100:0000}-{bucket % 100:00}"));
        _last = new Remembered(account, bucket, scope);
        return scope;
    }

    private sealed record Remembered(AccountId Account, int Bucket, Scope Scope);
}
