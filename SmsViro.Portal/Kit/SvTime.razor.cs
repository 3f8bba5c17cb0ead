using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>An instant in the reader's zone. Its tooltip says it in full, with the zone.</summary>
public sealed partial class SvTime(TimeProvider clock)
{
    [Parameter, EditorRequired]
    public DateTimeOffset Of { get; set; }

    [Parameter]
    public TimeStyle Style { get; set; }

    [Parameter]
    public string? Class { get; set; }

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private ReaderZone Zone => Reader ?? ReaderZone.London;

    private DateTimeOffset Now => clock.GetUtcNow();
}
