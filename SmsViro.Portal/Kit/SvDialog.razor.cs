using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SmsViro.Portal.Kit;

/// <summary>
/// A question with two named answers. An act that cannot be undone is confirmed by typing. The browser's own dialog holds the focus
/// and closes on Esc; the page closes it after the act by setting <see cref="Open"/>.
/// </summary>
public sealed partial class SvDialog(IJSRuntime js)
{
    private readonly string _id = $"dialog-{Guid.CreateVersion7():N}";
    private ElementReference _dialog;
    private string? _typed;
    private bool _shown;
    private int _drawn;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The button that changes nothing, saying what stays: "Keep sending".</summary>
    [Parameter, EditorRequired]
    public string Keep { get; set; } = "";

    /// <summary>The button that acts: "Stop sending".</summary>
    [Parameter, EditorRequired]
    public string Act { get; set; } = "";

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>The words to type before the act is possible. Case and outer spaces do not matter.</summary>
    [Parameter]
    public string? TypeToConfirm { get; set; }

    /// <summary>True while something in the dialog has still to be answered, so that it refuses before anybody presses.</summary>
    [Parameter]
    public bool Blocked { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnAct { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool MayAct => Confirmed && !Blocked;

    private bool Confirmed => TypeToConfirm is null || string.Equals(_typed?.Trim(), TypeToConfirm, StringComparison.OrdinalIgnoreCase);

    // What was typed for one question never answers the next, whoever closed it. That the page was drawn again tells the browser that the act was answered.
    protected override void OnParametersSet()
    {
        _drawn++;
        if (!Open) _typed = null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_shown == Open) return;

        _shown = Open;
        try
        {
            await js.InvokeVoidAsync("svDialog", _dialog, Open);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to ask.
        }
    }

    // The button may be clicked by a page that has not yet drawn it disabled: the words are compared again here.
    private Task ActAsync() => MayAct ? OnAct.InvokeAsync() : Task.CompletedTask;

    private Task KeepAsync() => CloseAsync();

    private Task ClosedAsync()
    {
        _shown = false;
        return Open ? CloseAsync() : Task.CompletedTask;
    }

    private Task CloseAsync()
    {
        _typed = null;
        return OpenChanged.InvokeAsync(false);
    }
}
