using System.Globalization;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>What is known before the data is read.</summary>
internal sealed record ReportFacts
{
    public required PrivacyRequest Request { get; init; }

    public required DataMap Map { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required ChainHead Head { get; init; }

    public required IReadOnlyList<Look> Looks { get; init; }

    /// <summary>True when there are more looks than a paper lists.</summary>
    public required bool LooksAreCut { get; init; }

    public required Transfers Transfers { get; init; }

    public required IReadOnlyDictionary<Category, long> Held { get; init; }

    public required IReadOnlyDictionary<string, long> RowsByTable { get; init; }

    /// <summary>Tables with too many rows for a paper, by name: how many each month has.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<MonthCount>> Indexed { get; init; }

    public required IReadOnlyList<string> Stores { get; init; }

    public required History History { get; init; }

    /// <summary>When the newest entry of a category goes, where a day can be named.</summary>
    public required IReadOnlyDictionary<Category, string> Ends { get; init; }

    /// <summary>SHA-256 of the certificate that signs it.</summary>
    public required string Fingerprint { get; init; }

    public required RightsOptions Options { get; init; }

    /// <summary>The files of the archive this paper is in; empty for a paper of its own.</summary>
    public IReadOnlyList<ArchiveFile> Files { get; init; } = [];

    public long Rows => RowsByTable.Values.Sum();

    public long RowsInPaper => RowsByTable.Where(table => !Indexed.ContainsKey(table.Key)).Sum(table => table.Value);

    public IEnumerable<ColumnDeclaration> Personal => Map.Columns.Where(column => column.IsPersonal);

    public IEnumerable<(ColumnDeclaration Column, LeftOut Why)> Withheld =>
        from table in Map.Tables
        from column in table.Columns
        where column.IsPersonal
        let why = LeftOut.Of(table, column, Exports.Both)
        where why is not null
        select (column, why);

    /// <summary>How many of her entries have one of these columns.</summary>
    public long EntriesWith(IEnumerable<ColumnDeclaration> columns) => columns.Select(column => column.Table.Name).Distinct().Sum(table => RowsByTable.GetValueOrDefault(table));

    /// <summary>Categories we have columns for, in the register's order.</summary>
    public IEnumerable<Category> Categories => Category.All.Where(category => Personal.Any(column => column.Category == category));

    public static string Said(DateTimeOffset instant) => instant.ToUniversalTime().ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"));

    public static string Said(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    public static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Counted(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{Said(count)} {many}";
}
