using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;

namespace SmsViro.Portal.Shell;

/// <summary>Looks by our staff as entries of a list, newest first, for the customer and for staff alike: a few at once, all on demand.</summary>
public sealed partial class LookList
{
    private const int Few = 5;

    private bool _all;

    [Parameter, EditorRequired]
    public IReadOnlyList<Look> Looks { get; set; } = [];
}
