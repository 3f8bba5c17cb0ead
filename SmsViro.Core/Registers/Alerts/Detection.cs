using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>From how many on a kind is an alert.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Least">So many different ones are enough.</param>
/// <param name="Window">Within a time shorter than this between the first and the last.</param>
public sealed record AlertRule(AlertKind Kind, int Least, TimeSpan Window);

/// <summary>Something that counts towards an alert.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="About">Whose act it was, or at whose account.</param>
/// <param name="Of">What is told apart: the person opened, the account tried, or the act itself.</param>
/// <param name="At">When.</param>
/// <param name="IsInVain">True for a search that found nobody: an act that counts, and no person.</param>
public readonly record struct Sign(AlertKind Kind, UserId About, Guid Of, DateTimeOffset At, bool IsInVain = false);

/// <summary>What was found to be unusual, not yet raised.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="About">About whom; the empty id where it is nobody's.</param>
/// <param name="Matter">Which part of the machine; empty of what people did.</param>
/// <param name="FirstAt">The first of what was counted.</param>
/// <param name="LastAt">The last.</param>
/// <param name="Count">How many.</param>
/// <param name="InVain">How many searches that found nobody were in the same window.</param>
public sealed record Suspicion(AlertKind Kind, UserId About, string Matter, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Count, int InVain = 0);

/// <summary>Finds what is unusual in a list of signs; knows no database and no clock, so that whoever looks later finds the same.</summary>
public static class Detection
{
    /// <summary>No rule looks back further.</summary>
    public static TimeSpan LongestWindow { get; } = TimeSpan.FromDays(7);

    /// <summary>One for each kind and person at most: her fullest window, the earliest of equal ones.</summary>
    public static IReadOnlyList<Suspicion> In(IEnumerable<Sign> signs, IReadOnlyList<AlertRule> rules)
    {
        var those = signs.OrderBy(sign => sign.At).ToLookup(sign => (sign.Kind, sign.About));
        return
        [
            .. from one in those
               let found = rules.Where(rule => rule.Kind == one.Key.Kind).Select(rule => Fullest([.. one], rule)).OfType<Suspicion>().MaxBy(suspicion => suspicion.Count)
               where found is not null
               orderby found.FirstAt, found.Kind
               select found,
        ];
    }

    // Each sign ends a window that reaches back to just after the instant a window earlier.
    private static Suspicion? Fullest(List<Sign> signs, AlertRule rule)
    {
        Suspicion? fullest = null;
        var within = new Dictionary<Guid, int>();
        var (first, inVain) = (0, 0);
        foreach (var last in signs)
        {
            within[last.Of] = within.GetValueOrDefault(last.Of) + 1;
            if (last.IsInVain) inVain++;
            for (; last.At - signs[first].At >= rule.Window; first++)
            {
                if (--within[signs[first].Of] == 0) within.Remove(signs[first].Of);
                if (signs[first].IsInVain) inVain--;
            }

            if (within.Count >= rule.Least && within.Count > (fullest?.Count ?? 0))
                fullest = new Suspicion(rule.Kind, last.About, "", signs[first].At, last.At, within.Count, inVain);
        }

        return fullest;
    }
}
