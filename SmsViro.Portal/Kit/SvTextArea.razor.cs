using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>Several lines of text in any language; grows with what is typed.</summary>
public sealed partial class SvTextArea
{
    [Parameter]
    public int Rows { get; set; } = 5;

    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>Tells the page at every keystroke, not only when the field is left.</summary>
    [Parameter]
    public bool Live { get; set; }

    [Parameter]
    public RenderFragment? Beside { get; set; }

    [Parameter]
    public RenderFragment? Below { get; set; }

    private Dictionary<string, object> Control => Attributes(("class", "area"), ("rows", Rows), ("maxlength", MaxLength), ("dir", "auto"));

    protected override bool TryParseValueFromString(string? value, out string? result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        result = value;
        validationErrorMessage = null;
        return true;
    }

    private void Keep(string? typed) => CurrentValueAsString = typed;
}
