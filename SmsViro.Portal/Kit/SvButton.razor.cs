using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A button that names its act. While <see cref="Busy"/> it keeps its place and focus, and a second click does nothing.</summary>
public sealed partial class SvButton
{
    private int _drawn;

    [Parameter]
    public ButtonKind Kind { get; set; } = ButtonKind.Primary;

    [Parameter]
    public Icon? Icon { get; set; }

    [Parameter]
    public bool Submit { get; set; }

    [Parameter]
    public bool Small { get; set; }

    [Parameter]
    public bool Big { get; set; }

    [Parameter]
    public bool Block { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>What a button with an icon alone is called.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback OnClick { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Rest { get; set; }

    // The same refusal as before changes nothing else in the page; from this the browser learns that the form was answered, and sends the focus to what is wrong.
    protected override void OnParametersSet() => _drawn++;

    private Task ClickAsync() => Busy || Disabled ? Task.CompletedTask : OnClick.InvokeAsync();
}
