using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>
/// Where a person chooses in which form they want their data: to read, whole, or to take elsewhere. A passphrase is asked for after the password and not before:
/// the way to the password page would lose it, and no place on the way may keep it.
/// </summary>
public sealed partial class ExportsCard(CurrentCustomer current)
{
    private const string Prepare = "prepare-it";

    private static readonly IReadOnlyList<Choice<CopyContent>> Choices =
    [
        new(CopyContent.Paper, RightsWords.Of(CopyContent.Paper), "Everything we hold and why, on paper; very long lists by month"),
        new(CopyContent.WholeArchive, RightsWords.Of(CopyContent.WholeArchive), "A ZIP of JSON and CSV with every entry, a page to look at it, and the PDF"),
        new(CopyContent.PortableArchive, RightsWords.Of(CopyContent.PortableArchive), "The same for what you gave us and what came from your use (GDPR Article 20)"),
    ];

    private bool _confirmed;

    [Parameter, EditorRequired]
    public CopyContent Content { get; set; }

    [Parameter]
    public EventCallback<CopyContent> ContentChanged { get; set; }

    /// <summary>Whether the paper is to be locked; without a passphrase none is asked for then.</summary>
    [Parameter]
    public bool Locks { get; set; }

    [Parameter]
    public EventCallback<bool> LocksChanged { get; set; }

    /// <summary>What is wrong with the passphrase.</summary>
    [Parameter]
    public string? PassphraseError { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>True on the way back from the password page, until the copy is asked for.</summary>
    [Parameter]
    public bool CameBack { get; set; }

    /// <summary>Asked for, with the passphrase if the paper is to be locked.</summary>
    [Parameter]
    public EventCallback<string?> OnAsk { get; set; }

    private CopyContent Chosen
    {
        get => Content;
        set => _ = ContentChanged.InvokeAsync(value);
    }

    private bool Locked
    {
        get => Locks;
        set => _ = LocksChanged.InvokeAsync(value);
    }

    private string? Passphrase { get; set; }

    private bool TakesPassphrase => Locks && _confirmed;

    private string First => (Locks && Content is CopyContent.Paper, _confirmed) switch
    {
        (true, false) => "We ask for your password first, then you type the passphrase here",
        (_, false) => "We ask for your password first",
        (_, true) => "We may ask for your password again",
    };

    protected override async Task OnInitializedAsync() => _confirmed = await current.IsConfirmedAsync();

    protected override void OnParametersSet()
    {
        if (!Locks) Passphrase = null;
    }

    private async Task AskAsync()
    {
        if (Content is not CopyContent.Paper || !Locks) await OnAsk.InvokeAsync(null);
        else if (_confirmed) await OnAsk.InvokeAsync(Passphrase ?? "");
        else _confirmed = await current.ConfirmedAsync(Urls.PrivacyCentreToLockedPaper);
    }
}
