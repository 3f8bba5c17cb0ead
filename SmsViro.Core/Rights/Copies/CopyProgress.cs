using System.Globalization;

namespace SmsViro.Core.Rights.Copies;

/// <summary>How far a copy is, in entries and in remaining time. Cheap enough to be told of every entry.</summary>
internal sealed class CopyProgress(Func<double, string, Task> report, TimeProvider clock, long entries, double from, double share)
{
    private const int Every = 200;

    private readonly long _since = clock.GetTimestamp();
    private long _done;

    public ValueTask StepAsync(string title) => ++_done % Every == 1 ? new(TellAsync(title)) : ValueTask.CompletedTask;

    private Task TellAsync(string title)
    {
        var done = Math.Min(1, _done / (double)Math.Max(1, entries));
        return report(from + (share * done), $"Writing {title.ToLowerInvariant()}: {Said(_done)} of {Said(Math.Max(_done, entries))} entries{Left(done)}");
    }

    // Said only once it can be known: the first seconds of a long work mislead.
    private string Left(double done)
    {
        var passed = clock.GetElapsedTime(_since);
        if (passed < TimeSpan.FromSeconds(2) || done is <= 0.01 or >= 1) return "";

        var left = passed * ((1 - done) / done);
        return left < TimeSpan.FromSeconds(90) ? $", about {Math.Max(1, (int)left.TotalSeconds)} s left" : $", about {(int)Math.Ceiling(left.TotalMinutes)} min left";
    }

    private static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
