using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Register;

/// <summary>The record of processing activities (GDPR Article 30), written by the register of columns and by nothing else.</summary>
public sealed class ProcessingRecord(DataMap map)
{
    /// <summary>One entry for each activity, by its id.</summary>
    public IReadOnlyList<ProcessingEntry> Entries { get; } =
    [
        .. from activity in map.Activities
           let columns = map.Columns.Where(column => column.IsPersonal && activity.Uses.Contains(column.Category!)).ToList()
           select new ProcessingEntry(
               activity,
               columns,
               [.. activity.About.Select(RegisterWords.Of)],
               [.. columns.Select(column => column.Class).Distinct().Order()]),
    ];

    /// <summary>Every stored column, table by table.</summary>
    public IReadOnlyList<TableDeclaration> Tables => map.Tables;

    /// <summary>Every place where it lies.</summary>
    public IReadOnlyList<StoreDeclaration> Stores => map.Stores;

    public int Columns => map.Columns.Count();

    public int PersonalColumns => map.Columns.Count(column => column.IsPersonal);
}

/// <summary>One activity as Article 30(1) asks for it.</summary>
/// <param name="Activity">Purpose, ground, retention, recipients.</param>
/// <param name="Columns">The stored columns it uses.</param>
/// <param name="Subjects">The categories of data subjects.</param>
/// <param name="Protection">How its columns are protected.</param>
public sealed record ProcessingEntry(Activity Activity, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<string> Subjects, IReadOnlyList<DataClass> Protection);
