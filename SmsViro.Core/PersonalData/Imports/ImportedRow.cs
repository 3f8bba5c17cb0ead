using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData.Imports;

/// <summary>One row of an archive by the names of its columns. Whoever made the archive made the values: nothing in it is trusted before it is asked for by its type.</summary>
/// <param name="file">The file's name, for the sentence of a refusal.</param>
/// <param name="places">Where each column stands.</param>
/// <param name="values">The values; null where nothing is stored or what was there is erased.</param>
public sealed class ImportedRow(string file, IReadOnlyDictionary<string, int> places, IReadOnlyList<object?> values)
{
    /// <summary>False where the archive was made before the column was exported.</summary>
    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>A text of at most so many characters; null where there is none.</summary>
    public string? Text(string column, int longest) =>
        Get<string>(column) is not { } text ? null : text.Length <= longest ? text : throw Flaw(column, $"is longer than {longest} characters");

    /// <summary>A number that counts something.</summary>
    public int Count(string column, int most = int.MaxValue) =>
        Value<long>(column) is { } count && count >= 0 && count <= most ? (int)count : throw Flaw(column, $"is no count up to {most}");

    public bool Flag(string column) => Value<bool>(column) ?? throw Flaw(column, "is missing");

    public Money Amount(string column) => Value<Money>(column) ?? throw Flaw(column, "is missing");

    /// <summary>An instant that has come; null where there is none. One to come would be kept longer than its time.</summary>
    public DateTimeOffset? Instant(string column, DateTimeOffset now) =>
        Value<DateTimeOffset>(column) is not { } at ? null : at.Year >= 1990 && at <= now ? at.ToUniversalTime() : throw Flaw(column, "is a time that cannot be");

    /// <summary>An instant that decides nothing any more, whenever it is.</summary>
    public DateTimeOffset AnyInstant(string column) => Value<DateTimeOffset>(column)?.ToUniversalTime() ?? throw Flaw(column, "is missing");

    public DateTimeOffset InstantOf(string column, DateTimeOffset now) => Instant(column, now) ?? throw Flaw(column, "is missing");

    /// <summary>One of the words of an enumeration.</summary>
    public TEnum Word<TEnum>(string column)
        where TEnum : struct, Enum =>
        Get<string>(column) is { } word && Enum.GetNames<TEnum>().Contains(word) ? Enum.Parse<TEnum>(word) : throw Flaw(column, "is none of the words it can be");

    /// <summary>A number in E.164 as exports write it; null where there is none.</summary>
    public string? Number(string column) =>
        Get<string>(column) is not { } number ? null
        : number.Length is >= 6 and <= 16 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? number
        : throw Flaw(column, "is no telephone number");

    /// <summary>The reference of a message.</summary>
    public MessageId Reference(string column) =>
        Guid.TryParseExact(Get<string>(column), "N", out var id) ? new MessageId(id) : throw Flaw(column, "is no reference");

    public ImportException Flaw(string column, string what) => new($"A row of {file} cannot come in: its {column} {what}.");

    private T? Value<T>(string column)
        where T : struct =>
        At(column) switch
        {
            null => null,
            T value => value,
            _ => throw Flaw(column, "is of another type"),
        };

    private T? Get<T>(string column)
        where T : class =>
        At(column) switch
        {
            null => null,
            T value => value,
            _ => throw Flaw(column, "is of another type"),
        };

    private object? At(string column) => places.TryGetValue(column, out var at) ? values[at] : throw Flaw(column, "is missing");
}
