using System.Globalization;
using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

/// <summary>The person whose data is asked for: who signs in, and the account that is theirs alone until teams exist.</summary>
public readonly record struct DataSubject(UserId User, AccountId Account);

/// <summary>One row about a person, opened for an export.</summary>
/// <param name="Table">The declaring table's name, stable.</param>
/// <param name="Title">What such rows are called in a report.</param>
/// <param name="Values">The exported columns in declared order, then what is shown beside them.</param>
/// <param name="Month">The month it is filed under, 202611; 0 in a table that is not filed by month.</param>
public sealed record HeldRecord(string Table, string Title, IReadOnlyList<HeldValue> Values, int Month = 0)
{
    /// <summary>What a column is called by whose value its owner knows the row.</summary>
    public const string ReferenceLabel = "Reference";

    /// <summary>The row's key, ids of ours; null outside tables.</summary>
    internal object? Row { get; init; }

    /// <summary>The name of the row's key; empty outside tables.</summary>
    public string Key => Row switch
    {
        null => "",
        object[] parts => string.Join('/', parts.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture))),
        var one => Convert.ToString(one, CultureInfo.InvariantCulture)!,
    };

    /// <summary>What staff call the row by: its reference where it has one, else the name of its key; null where that key is no id of ours but bytes.</summary>
    public string? Reference =>
        Values.FirstOrDefault(value => value.Column is { Class: DataClass.InClear, Label: ReferenceLabel })?.Text ?? (Row is null or byte[] || Row is object[] parts && parts.Any(part => part is byte[]) ? null : Key);
}

/// <summary>One exported value.</summary>
/// <param name="Column">Its declaration.</param>
/// <param name="Value">The value as a program reads it; null where nothing is stored.</param>
/// <param name="State">Whether it could be read.</param>
public sealed record HeldValue(ColumnDeclaration Column, object? Value, HeldState State = HeldState.Readable)
{
    /// <summary>The value as its owner reads it.</summary>
    public string? Text => Value switch
    {
        null => null,
        _ when Column.Words?.Invoke(Value) is { } said => said,
        string text => text,
        DateTimeOffset instant => instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        Enum word => Spaced(word.ToString()),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString(),
    };

    // "TopUp" is a program's word; "Top up" is a person's.
    private static string Spaced(string word) =>
        string.Concat(word.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}

/// <summary>Whether a stored value could be read for its owner, or was left sealed for anybody else.</summary>
public enum HeldState
{
    Readable,
    Erased,
    CannotBeRead,

    /// <summary>It is there and was not opened.</summary>
    Masked,
}
