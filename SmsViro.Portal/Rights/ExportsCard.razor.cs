using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>Where a person chooses in which form she wants her data: to read, whole, or to take elsewhere.</summary>
public sealed partial class ExportsCard
{
    private static readonly IReadOnlyList<Choice<CopyContent>> Choices =
    [
        new(CopyContent.Paper, RightsWords.Of(CopyContent.Paper), "Everything we hold and why, on paper; very long lists by month"),
        new(CopyContent.WholeArchive, RightsWords.Of(CopyContent.WholeArchive), "A ZIP of JSON and CSV with every entry, a page to look at it, and the PDF"),
        new(CopyContent.PortableArchive, RightsWords.Of(CopyContent.PortableArchive), "The same for what you gave us and what came from your use (GDPR Article 20)"),
    ];

    private string? _passphrase;

    [Parameter, EditorRequired]
    public CopyContent Content { get; set; }

    [Parameter]
    public EventCallback<CopyContent> ContentChanged { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Asked for, with the passphrase if one was typed.</summary>
    [Parameter]
    public EventCallback<string?> OnAsk { get; set; }

    private CopyContent Chosen
    {
        get => Content;
        set => _ = ContentChanged.InvokeAsync(value);
    }
}
