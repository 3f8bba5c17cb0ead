namespace SmsViro.Core.PersonalData;

/// <summary>What a customer's records show staff of a stored column.</summary>
public enum StaffSight
{
    /// <summary>Nothing, not even that it is there.</summary>
    NotShown,

    /// <summary>That something is there, and no more: it is never opened.</summary>
    Sealed,

    /// <summary>The value as an export shows it.</summary>
    AsStored,
}

/// <summary>
/// How staff who were let in see a column, by its declaration alone. They see no more than the person's own copy carries, nothing of a category that is closed to
/// them, and of what is sealed only that it is there.
/// </summary>
public static class StaffMask
{
    public static StaffSight Of(TableDeclaration table, ColumnDeclaration column) => column switch
    {
        _ when !table.HasSubject || table.IsAboutRecipients || table.OutOfReach is not null => StaffSight.NotShown,
        { IsExported: false } or { Category.ClosedToStaff: not null } => StaffSight.NotShown,
        { Class: DataClass.Sealed } => StaffSight.Sealed,
        _ => StaffSight.AsStored,
    };

    /// <summary>What stands in a sealed value's place: "e-mail sealed".</summary>
    public static string WordsFor(ColumnDeclaration column) => $"{column.Label[..1].ToLowerInvariant()}{column.Label[1..]} sealed";

    /// <summary>The same for a column named outside its table's declaration.</summary>
    /// <exception cref="InvalidOperationException">No such column is declared as sealed.</exception>
    public static string WordsFor(DataMap map, string path) =>
        map.Columns.SingleOrDefault(column => column.Path == path && column.Class is DataClass.Sealed) is { } column
            ? WordsFor(column)
            : throw new InvalidOperationException($"{path} is not declared as sealed.");
}
