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
        { IsWhole: true, Verified: var count } => $"Checked now: {count.ToString("N0", CultureInfo.InvariantCulture)} entries, each follows the one before",
        { BrokenAt: var number } => $"Entry {number!.Value.ToString(CultureInfo.InvariantCulture)} was changed. We have been told; write to us to hear what it means for you",
    };
}
