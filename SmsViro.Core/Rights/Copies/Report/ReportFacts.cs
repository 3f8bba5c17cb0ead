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

    /// <summary>The zone of the person's profile; UTC where it names none.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The paper opens with a passphrase alone.</summary>
    public bool IsLocked { get; init; }

    /// <summary>The files of the archive this paper is in; empty for a paper of its own.</summary>
    public IReadOnlyList<ArchiveFile> Files { get; init; } = [];

    public long Rows => RowsByTable.Values.Sum();

    public long RowsInPaper => RowsByTable.Where(table => !Indexed.ContainsKey(table.Key)).Sum(table => table.Value);

    public IEnumerable<ColumnDeclaration> Personal => Map.Columns.Where(column => column.IsPersonal);

    /// <summary>Entries and files as the kinds of data count them: once with each kind that is in them.</summary>
    public long InKinds => Held.Values.Sum();

    public IEnumerable<(TableDeclaration Table, ColumnDeclaration Column, LeftOut Why)> Withheld =>
        from table in Map.Tables
        from column in table.Columns
        where column.IsPersonal
        let why = LeftOut.Of(table, column, Exports.Both)
        where why is not null
        select (table, column, why);

    /// <summary>How many of her entries have one of these columns.</summary>
    public long EntriesWith(IEnumerable<ColumnDeclaration> columns) => columns.Select(column => column.Table.Name).Distinct().Sum(table => RowsByTable.GetValueOrDefault(table));

    /// <summary>Categories we have columns for, in the register's order.</summary>
    public IEnumerable<Category> Categories => Category.All.Where(category => Personal.Any(column => column.Category == category));

    /// <summary>An instant in the zone of the person it is about, with its distance from UTC, so that it is the same for every reader.</summary>
    public string Time(DateTimeOffset instant) => Said(instant, Zone, "d MMM yyyy, HH:mm");

    /// <summary>The same to the second, for values as they are stored.</summary>
    public string Exactly(DateTimeOffset instant) => Said(instant, Zone, "yyyy-MM-dd HH:mm:ss");

    public static string Said(DateTimeOffset instant) => Said(instant, TimeZoneInfo.Utc, "d MMM yyyy, HH:mm");

    public static string Said(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    public static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // "UTC", "UTC+1", "UTC-3:30".
    private static string Said(DateTimeOffset instant, TimeZoneInfo zone, string layout)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var away = local.Offset == TimeSpan.Zero ? "" : $"{(local.Offset < TimeSpan.Zero ? '-' : '+')}{local.Offset.Duration().ToString(local.Offset.Minutes == 0 ? "%h" : "h\\:mm", CultureInfo.InvariantCulture)}";
        return $"{local.ToString(layout, CultureInfo.GetCultureInfo("en-GB"))} UTC{away}";
    }

    public static string Counted(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{Said(count)} {many}";
}
