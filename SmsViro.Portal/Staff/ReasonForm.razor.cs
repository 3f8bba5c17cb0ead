using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Staff;

/// <summary>Asks a member of staff why she looks.</summary>
public sealed partial class ReasonForm
{
    private static readonly string[] Kinds =
        ["The customer asked for help", "A payment or a balance is in question", "Messages fail or are late", "A privacy request is being answered", "Abuse is suspected"];

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<string> OnReason { get; set; }

    private string? Kind { get; set; } = Kinds[0];

    private string? Note { get; set; }

    private Task AskAsync() => OnReason.InvokeAsync(string.IsNullOrWhiteSpace(Note) ? Kind : $"{Kind}: {Note.Trim()}");
}
