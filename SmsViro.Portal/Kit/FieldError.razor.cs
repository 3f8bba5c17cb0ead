using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>What is wrong with a field, in words and with a sign.</summary>
public sealed partial class FieldError
{
    [Parameter, EditorRequired]
    public string For { get; set; } = "";

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";
}
