using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>In place of a value that does not open: its key was destroyed on purpose, or its bytes are damaged.</summary>
public sealed partial class SvUnreadable
{
    [Parameter]
    public bool Erased { get; set; }

    [Parameter]
    public DateOnly? ErasedOn { get; set; }
}
