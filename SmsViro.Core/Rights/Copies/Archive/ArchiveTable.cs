using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>What a column of an archive holds, as a program reads it.</summary>
internal enum Kind
{
    Text,
    Flag,
    Whole,
    Fraction,
    Instant,
    Day,

    /// <summary>An amount of money: a decimal as text, and its currency.</summary>
    Amount,

    /// <summary>One of a few words.</summary>
    Word,
}

/// <summary>One column of a file of an archive.</summary>
internal sealed record ArchiveColumn(string Key, string Label, string Category, Kind Kind, IReadOnlyList<string> Words);

/// <summary>The shape of an archive's rows, made from declarations when it is written and from its schema when it is read back.</summary>
internal sealed record ArchiveTable(string Name, string Title, IReadOnlyList<ArchiveColumn> Columns)
{
    public static ArchiveTable Of(HeldSection section) => new(section.File.Name, section.Title, [.. section.Columns.Select(Of)]);

    private static ArchiveColumn Of(ColumnDeclaration column)
    {
        var type = Nullable.GetUnderlyingType(column.ShownAs) ?? column.ShownAs;
        return new ArchiveColumn(KeyOf(column.Name), column.Label, column.Category!.Id, KindOf(type), type.IsEnum ? Enum.GetNames(type) : []);
    }

    private static Kind KindOf(Type type) =>
        type.IsEnum ? Kind.Word
        : type == typeof(bool) ? Kind.Flag
        : type == typeof(int) || type == typeof(long) ? Kind.Whole
        : type == typeof(double) ? Kind.Fraction
        : type == typeof(DateTimeOffset) ? Kind.Instant
        : type == typeof(DateOnly) ? Kind.Day
        : type == typeof(Money) ? Kind.Amount
        : Kind.Text;

    // "Data.CreatedAt" becomes "dataCreatedAt".
    private static string KeyOf(string name) => string.Concat(name.Split('.')) is var whole ? char.ToLowerInvariant(whole[0]) + whole[1..] : name;
}

/// <summary>One value on its way into or out of an archive.</summary>
internal readonly record struct Cell(object? Value, bool Erased);
