namespace SmsViro.Core.PersonalData;

/// <summary>Rows of a table that stay although their time is over, because somebody needs them for a reason of law.</summary>
/// <param name="Rows">The names of their keys.</param>
/// <param name="Subjects">People of whom every row of the table stays.</param>
public sealed record Spared(IReadOnlyList<string> Rows, IReadOnlyList<DataSubject> Subjects)
{
    public static Spared None { get; } = new([], []);
}
