using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A form of a live page. It is sent once however often it is pressed: while its answer is awaited another press does nothing, and none does once the answer leads to another page.</summary>
public sealed partial class SvForm(NavigationManager navigation)
{
    private bool _sending;
    private bool _left;

    [Parameter, EditorRequired]
    public object Model { get; set; } = null!;

    [Parameter]
    public EventCallback OnSubmit { get; set; }

    /// <summary>While another act of the page runs.</summary>
    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Rest { get; set; }

    private async Task SendAsync()
    {
        if (_sending || _left || Busy) return;

        _sending = true;

        // Until the other page is there, this one still stands to be pressed.
        using var leaving = navigation.RegisterLocationChangingHandler(_ =>
        {
            _left = true;
            return ValueTask.CompletedTask;
        });
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
