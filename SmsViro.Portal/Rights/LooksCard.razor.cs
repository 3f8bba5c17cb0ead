using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;

namespace SmsViro.Portal.Rights;

/// <summary>Looks by our staff, newest first, and the check that none was removed or changed.</summary>
public sealed partial class LooksCard
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Look> Looks { get; set; } = [];

    [Parameter]
    public ChainVerdict? Chain { get; set; }

    [Parameter]
    public EventCallback OnCheck { get; set; }

    private string Said => Chain switch
    {
        null when Looks.Count == 0 => "Nobody has opened anything of yours",
        null => "Entries cannot be changed unseen: each is chained to the one before",
        { IsWhole: true, Verified: var count } => $"Checked now: the whole portal\u2019s trail, {Counted(count)}, each chained to the one before. {(Looks.Count == 0 ? "None says that anybody opened anything of yours" : "What is about you is listed above")}",
        { BrokenAt: var number } => $"Entry {number!.Value.ToString(CultureInfo.InvariantCulture)} was changed. We have been told; write to us to hear what it means for you",
    };

    private static string Counted(long entries) => entries == 1 ? "1 entry" : $"{entries.ToString("N0", CultureInfo.InvariantCulture)} entries";
}
