using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SmsViro.Portal.Shell;

/// <summary>
/// Where an act sent a person to the password page and she is back: nothing is done yet, so it says out loud how to go on and brings the focus there.
/// It stands before the button, and is empty for whoever came another way.
/// </summary>
public sealed partial class PasswordConfirmed(CurrentCustomer current, IJSRuntime browser)
{
    private bool _said;

    /// <summary>The id of the button or field that goes on.</summary>
    [Parameter, EditorRequired]
    public string Focus { get; set; } = "";

    /// <summary>What to do now: "Press Prepare it to go on".</summary>
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Set by the password page on the way back.</summary>
    [SupplyParameterFromQuery(Name = Urls.ConfirmedWord)]
    public string? Confirmed { get; set; }

    // Filled only once it stands there: what a live region comes with is not read out.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Confirmed is null || !await current.IsConfirmedAsync()) return;

        _said = true;
        StateHasChanged();
        try
        {
            await browser.InvokeVoidAsync("svFocus", Focus);
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to go on.
        }
    }
}
