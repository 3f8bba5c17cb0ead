using SmsViro.Core.Values;

namespace SmsViro.Core.PersonalData;

/// <summary>The person whose data is asked for: who signs in, and the account that is theirs alone until teams exist.</summary>
public readonly record struct DataSubject(UserId User, AccountId Account);

/// <summary>One row about a person, opened for an export.</summary>
/// <param name="Table">The declaring table's name, stable.</param>
/// <param name="Title">What such rows are called in a report.</param>
/// <param name="Values">The exported columns in declared order.</param>
public sealed record HeldRecord(string Table, string Title, IReadOnlyList<HeldValue> Values);

/// <summary>One exported value; <see cref="Text"/> is null where nothing is stored.</summary>
/// <param name="Column">Its declaration.</param>
/// <param name="Text">The value as its owner reads it.</param>
/// <param name="State">Whether it could be read.</param>
public sealed record HeldValue(ColumnDeclaration Column, string? Text, HeldState State = HeldState.Readable);

/// <summary>Whether a stored value could be read for its owner.</summary>
public enum HeldState
{
    Readable,
    Erased,
    CannotBeRead,
}
