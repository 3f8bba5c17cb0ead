using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Imports;

namespace SmsViro.Portal.Rights;

/// <summary>Every kind of data in an archive with how many there are: what comes in and what stays behind, kinds with one reason in one line.</summary>
public sealed partial class ImportLines
{
    [Parameter, EditorRequired]
    public ImportView Of { get; set; } = null!;

    /// <summary>Whether its owner would leave the profile behind.</summary>
    [Parameter]
    public bool LeavesProfile { get; set; }

    private bool IsOffered => Of.Import.State is ImportState.Offered;

    private IEnumerable<IGrouping<string, ImportLine>> Groups(bool comesIn) =>
        from line in Of.Lines
        let left = line.ComesIn && (IsOffered ? LeavesProfile && line.MayStayBehind : line.Counts.Left == line.Counts.Rows)
        where (line.ComesIn && !left) == comesIn
        group line by left ? "You left it behind: the account keeps what it says" : line.Why ?? "";

    private string Counted(ImportLine line) => IsOffered || !line.ComesIn || line.Counts.Taken == line.Counts.Rows
        ? $"{line.Title}: {Said(line.Counts.Rows)}"
        : $"{line.Title}: {Said(line.Counts.Taken)} of {Said(line.Counts.Rows)}";

    private static string Said(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
