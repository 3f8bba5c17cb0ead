using System.Collections.Concurrent;
using System.Collections.Frozen;
using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

/// <summary>
/// Which values of a log line are a person's, derived from the declarations: those that bear the name of a column that is sealed, secret or a blind index, and those
/// whose type holds such a value. It is the last line of defence; the first is that no line of ours names a person.
/// </summary>
public sealed class LogRedaction
{
    // What a column's name adds to say how it is kept: a line would speak of an e-mail, not of an EmailSealed.
    private static readonly string[] Endings = ["Sealed", "Index", "Digest", "Hash"];
    private const string Normalized = "Normalized";

    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly FrozenSet<Type> _types;
    private readonly ConcurrentDictionary<Type, string?> _judged = new();

    private LogRedaction(IEnumerable<string> names, IEnumerable<Type> types)
    {
        _names = names.Distinct(StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(name => name, InsteadOf, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _types = types.ToFrozenSet();
    }

    public static LogRedaction Of(DataMap map)
    {
        var hidden = map.Columns.Where(IsHidden).ToList();
        return new LogRedaction(
            hidden.SelectMany(column => NamesOf(column)),
            [
                // Rows print their values, or may tomorrow.
                .. hidden.Select(column => column.Table),
                .. hidden.Select(column => Nullable.GetUnderlyingType(column.Type) ?? column.Type).Where(type => type.Assembly == typeof(LogRedaction).Assembly),

                // What a mailbox and a number are before they are sealed; no column has these types, for none may.
                typeof(EmailAddress), typeof(PhoneNumber),
            ]);
    }

    /// <summary>True for columns whose value no log may say.</summary>
    public static bool IsHidden(ColumnDeclaration column) => column.Class is DataClass.Sealed or DataClass.Secret or DataClass.BlindIndex;

    /// <summary>True when a placeholder has such a name: "Name", "@name" and "customer.Name" alike.</summary>
    public bool Names(string placeholder) => _names.ContainsKey(Last(placeholder));

    /// <summary>What stands in a log in place of a value; null where the value may stand there itself.</summary>
    public string? InPlaceOf(string placeholder, object? value) =>
        value is null ? null
        : _names.TryGetValue(Last(placeholder), out var words) && MayTell(value) ? words
        : InPlaceOf(value);

    /// <summary>The same for a value without a name.</summary>
    public string? InPlaceOf(object value) => value is string or int or long ? null : _judged.GetOrAdd(value.GetType(), type => Personal(type) is { } personal ? InsteadOf(personal.Name) : null);

    // Names such as Reason are general, and no exception is made for anybody's lines: what a framework calls a reason may be one that a person wrote. A state, a
    // yes or no, a time and an id of ours cannot say anything of a person, whatever they are called.
    private static bool MayTell(object value) => value is not (Enum or bool or Guid or DateTimeOffset or DateTime or DateOnly or TimeOnly or TimeSpan);

    private Type? Personal(Type type) =>
        _types.Contains(type) ? type
        : type.IsArray ? Personal(type.GetElementType()!)
        : type.GetGenericArguments().Select(Personal).FirstOrDefault(personal => personal is not null);

    private static IEnumerable<string> NamesOf(ColumnDeclaration column)
    {
        var name = Last(column.Name).ToString();
        var table = column.Path[..column.Path.IndexOf('.', StringComparison.Ordinal)];
        var bare = Endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)) is { } told ? name[..^told.Length] : name;
        if (bare.Length > Normalized.Length && bare.StartsWith(Normalized, StringComparison.Ordinal)) bare = bare[Normalized.Length..];
        return [name, bare, table + name];
    }

    private static ReadOnlySpan<char> Last(string name)
    {
        var last = name.AsSpan(name.LastIndexOf('.') + 1);
        return last is ['@' or '$', ..] ? last[1..] : last;
    }

    // "NewEmail" becomes "[new email redacted]".
    private static string InsteadOf(string name) =>
        $"[{string.Concat(name.Split('`')[0].Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"))} redacted]";
}
