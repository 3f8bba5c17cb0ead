using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>Asks before a draft is thrown away, and throws it away. What keeps it is said here, where she asked for it.</summary>
public sealed partial class DiscardDialog(CurrentCustomer current, DiscardDraft discard, Toasts toasts)
{
    private string? _problem;
    private bool _stays;
    private bool _busy;

    /// <summary>The draft asked about; null while nothing is asked.</summary>
    [Parameter]
    public MessageId? Draft { get; set; }

    [Parameter]
    public EventCallback<MessageId?> DraftChanged { get; set; }

    /// <summary>It is gone: discarded now, or found gone.</summary>
    [Parameter]
    public EventCallback<DiscardOutcome> OnEnded { get; set; }

    /// <summary>Which draft it is, where the page shows several.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnParametersSet()
    {
        if (Draft is null) (_problem, _stays) = (null, false);
    }

    private Task CloseAsync(bool open) => open ? Task.CompletedTask : DraftChanged.InvokeAsync(null);

    private async Task DiscardAsync()
    {
        if (_busy || Draft is not { } draft) return;

        (_busy, _problem) = (true, null);
        try
        {
            await EndAsync(await discard.RunAsync((await current.RequireAsync()).Customer, draft, CancellationToken.None));
        }
        catch (StorageUnavailableException)
        {
            _problem = "It could not be deleted just now, so nothing was discarded. Try again in a minute.";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task EndAsync(DiscardOutcome outcome)
    {
        switch (outcome)
        {
            case DiscardOutcome.Stays { Because: var because }:
                (_problem, _stays) = ($"It was not discarded. It is kept for now because {MessageWords.Because(because)}; you can discard it when that ends.", true);
                return;
            case DiscardOutcome.Discarded:
                toasts.Show(Tone.Good, "Draft discarded");
                break;
            case DiscardOutcome.NothingThere:
                toasts.Show(Tone.Info, "It was gone already, so nothing was discarded");
                break;
        }

        await DraftChanged.InvokeAsync(null);
        await OnEnded.InvokeAsync(outcome);
    }
}
