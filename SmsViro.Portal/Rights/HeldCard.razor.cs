using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>What is held, kind by kind, each with its facts folded away; kinds of which nothing is held share one line.</summary>
public sealed partial class HeldCard
{
    [Parameter, EditorRequired]
    public HeldOverview Data { get; set; } = null!;

    private static string Counted(long entries) => entries == 1 ? "1 entry" : $"{entries.ToString("N0", CultureInfo.InvariantCulture)} entries";
}
