using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>
/// The UTC month a message was accepted in, as a number that sorts (202611), or the UTC day where content is kept for a week or less (20261124): all of an
/// account's messages of one bucket share a key and end with it. Written once in the row; a later change of the days changes no bucket.
/// </summary>
public static class Buckets
{
    private const int SmallestDay = 1_000_000;

    public static int Of(DateTimeOffset acceptedAt, int daysKept = ContentDays.Default)
    {
        var day = acceptedAt.UtcDateTime;
        var month = day.Year * 100 + day.Month;
        return daysKept <= ContentDays.DailyKeys ? month * 100 + day.Day : month;
    }

    // An export asks for the same scope a million times running; the last answer is kept, whichever thread gave it.
    private static volatile Remembered _last = new(default, 0, default);

    public static Scope ScopeOf(AccountId account, int bucket)
    {
        if (_last is var last && last.Bucket == bucket && last.Account == account) return last.Scope;

        var scope = Scope.Messages(account, FirstDayOf(bucket).ToString(bucket >= SmallestDay ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture));
        _last = new Remembered(account, bucket, scope);
        return scope;
    }


    /// <summary>The first instant that belongs to the next one.</summary>
    internal static DateTimeOffset EndOf(int bucket)
    {
        var first = FirstDayOf(bucket);
        return new DateTimeOffset(bucket >= SmallestDay ? first.AddDays(1) : first.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero);
    }

    private static DateOnly FirstDayOf(int bucket) =>
        bucket >= SmallestDay ? new DateOnly(bucket / 10_000, bucket / 100 % 100, bucket % 100) : new DateOnly(bucket / 100, bucket % 100, 1);

    private sealed record Remembered(AccountId Account, int Bucket, Scope Scope);
}
