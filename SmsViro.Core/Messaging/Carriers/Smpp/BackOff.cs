namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Waits that double from the first to the longest; the upper half is random so that many links do not return in one beat.</summary>
public readonly record struct BackOff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after so many failures in a row (from 1); <paramref name="chance"/> is from 0 to 1.</summary>
    public TimeSpan After(int failures, double chance)
    {
        var doubled = First * Math.Pow(2, Math.Min(failures - 1, 30));
        return (doubled < Longest ? doubled : Longest) * (0.5 + chance / 2);
    }
}
