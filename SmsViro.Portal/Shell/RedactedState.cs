using System.Collections;
using System.Globalization;
using System.Text;
using SmsViro.Core.PersonalData;

namespace SmsViro.Portal.Shell;

/// <summary>What a log line or a scope says once a person's values in it have given way to words: its named values, and the text made of them anew.</summary>
internal sealed class RedactedState : IReadOnlyList<KeyValuePair<string, object?>>
{
    // Where a template lies among the values of a line; every way of logging puts it there.
    private const string OriginalFormat = "{OriginalFormat}";

    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values;
    private readonly string _text;

    private RedactedState(IReadOnlyList<KeyValuePair<string, object?>> values, string text) => (_values, _text) = (values, text);

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    /// <summary>The state without its personal values; null when it has none and may pass.</summary>
    public static RedactedState? Of<TState>(TState state, LogRedaction redaction)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> values) return IsPersonal(values, redaction) ? Of([.. values.Select(value => Redacted(value, redaction))]) : null;

        return state is not null && redaction.InPlaceOf(state) is { } words ? new RedactedState([], words) : null;
    }

    public override string ToString() => _text;

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // By number where it can be: an enumerator for every line of every log would be noticed.
    private static bool IsPersonal(IEnumerable<KeyValuePair<string, object?>> values, LogRedaction redaction)
    {
        if (values is not IReadOnlyList<KeyValuePair<string, object?>> list) return values.Any(value => redaction.InPlaceOf(value.Key, value.Value) is not null);

        for (var at = 0; at < list.Count; at++)
        {
            var (name, value) = list[at];
            if (redaction.InPlaceOf(name, value) is not null) return true;
        }

        return false;
    }

    private static KeyValuePair<string, object?> Redacted(KeyValuePair<string, object?> value, LogRedaction redaction) => new(value.Key, redaction.InPlaceOf(value.Key, value.Value) ?? value.Value);

    private static RedactedState Of(List<KeyValuePair<string, object?>> values)
    {
        var template = values.FirstOrDefault(value => value.Key == OriginalFormat).Value as string;
        return new RedactedState(values, (template is null ? null : Rendered(template, values)) ?? Listed(values));
    }

    // A line that brought a text of its own: what stood in it is not known, so its values are all that is said.
    private static string Listed(IEnumerable<KeyValuePair<string, object?>> values) =>
        string.Join(", ", values.Where(value => value.Key != OriginalFormat).Select(value => $"{value.Key}: {Said(value.Value)}"));

    // As the framework does it: placeholders become numbers, and what follows them (",8:N0") is left to string.Format. Null for a template that is none.
    private static string? Rendered(string template, List<KeyValuePair<string, object?>> values)
    {
        var format = new StringBuilder();
        var said = new List<object?>();
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < template.Length; at++)
        {
            var letter = template[at];
            format.Append(letter);
            if (letter is not ('{' or '}')) continue;

            if (at + 1 < template.Length && template[at + 1] == letter)
            {
                format.Append(letter);
                at++;
                continue;
            }

            var end = template.IndexOf('}', at);
            if (letter is '}' || end < 0) return null;

            var hole = template.AsSpan((at + 1)..end);
            var name = hole.IndexOfAny(',', ':') is >= 0 and var cut ? hole[..cut] : hole;
            format.Append(CultureInfo.InvariantCulture, $"{said.Count}{hole[name.Length..]}}}");
            said.Add(Said(Next(name.ToString(), values, taken)));
            at = end;
        }

        try
        {
            return string.Format(CultureInfo.InvariantCulture, format.ToString(), [.. said]);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // A name that stands twice has two values in one way of logging and one in the other.
    private static object? Next(string name, List<KeyValuePair<string, object?>> values, Dictionary<string, int> taken)
    {
        var named = values.Where(value => value.Key.Trim('@').Equals(name.Trim('@'), StringComparison.OrdinalIgnoreCase)).ToList();
        var number = taken[name] = taken.GetValueOrDefault(name) + 1;
        return named.Count == 0 ? null : named[Math.Min(number, named.Count) - 1].Value;
    }

    private static object Said(object? value) => value switch
    {
        null => "(null)",
        string text => text,
        IEnumerable several => string.Join(", ", several.Cast<object?>().Select(one => one ?? "(null)")),
        _ => value,
    };
}
