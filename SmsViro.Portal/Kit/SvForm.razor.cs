using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A form of a live page. It is sent once however often it is pressed: while its answer is awaited, and for as long as <see cref="Busy"/>, another press does nothing.</summary>
public sealed partial class SvForm
{
    private bool _sending;

    [Parameter, EditorRequired]
    public object Model { get; set; } = null!;

    [Parameter]
    public EventCallback OnSubmit { get; set; }

    /// <summary>Kept true by a page that leads on after the act: until it is gone, the form is still there to be pressed.</summary>
    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Rest { get; set; }

    private async Task SendAsync()
    {
        if (_sending || Busy) return;

        _sending = true;
        try
        {
            await OnSubmit.InvokeAsync();
        }
        finally
        {
            _sending = false;
        }
    }
}
