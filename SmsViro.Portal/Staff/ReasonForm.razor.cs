using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Staff;

/// <summary>Asks a member of staff why she looks.</summary>
public sealed partial class ReasonForm
{
    private static readonly string[] Kinds =
        ["The customer asked for help", "A payment or a balance is in question", "Messages fail or are late", "A privacy request is being answered", "A hold needs a second person", "Abuse is suspected"];

    private string? _kindError;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<string> OnReason { get; set; }

    // None is chosen for her: the customer reads it, and it must be why she looks.
    private string? Kind { get; set; }

    private string? Note { get; set; }

    private Task AskAsync()
    {
        _kindError = string.IsNullOrEmpty(Kind) ? "Choose why you look" : null;
        return _kindError is null ? OnReason.InvokeAsync(string.IsNullOrWhiteSpace(Note) ? Kind : $"{Kind}: {Note.Trim()}") : Task.CompletedTask;
    }
}
