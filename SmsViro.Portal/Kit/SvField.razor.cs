using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One line of text: name, e-mail, number, password, date. A password can be shown.</summary>
public sealed partial class SvField
{
    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public string? Autocomplete { get; set; }

    [Parameter]
    public string? InputMode { get; set; }

    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>Tells the page at every keystroke, not only when the field is left.</summary>
    [Parameter]
    public bool Live { get; set; }

    /// <summary>Tabular figures: numbers, codes, prices.</summary>
    [Parameter]
    public bool Digits { get; set; }

    [Parameter]
    public RenderFragment? Beside { get; set; }

    [Parameter]
    public RenderFragment? Below { get; set; }

    private Dictionary<string, object> Control => Attributes(
        ("class", Digits ? "input num" : "input"), ("type", Type), ("autocomplete", Autocomplete), ("inputmode", InputMode), ("maxlength", MaxLength),
        ("spellcheck", Type is "text" ? null : "false"));

    protected override bool TryParseValueFromString(string? value, out string? result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        result = value;
        validationErrorMessage = null;
        return true;
    }

    // Bound, not set: the framework then knows what the browser shows already, and an answer on its way back never undoes a later key.
    private void Keep(string? typed) => CurrentValueAsString = typed;
}
