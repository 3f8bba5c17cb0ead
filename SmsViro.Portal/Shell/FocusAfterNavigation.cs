using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace SmsViro.Portal.Shell;

/// <summary>
/// Moves the focus to the new page's heading, so that a screen reader says where it is. Not the framework's FocusOnNavigate:
/// that one also moves it on the first load, past the skip link.
/// </summary>
public sealed class FocusAfterNavigation(NavigationManager navigation, IJSRuntime js) : ComponentBase, IDisposable
{
    private string _path = "";
    private bool _arrived;

    protected override void OnInitialized()
    {
        _path = PathOf(navigation.Uri);
        navigation.LocationChanged += Note;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_arrived) return;

        _arrived = false;
        try
        {
            await js.InvokeVoidAsync("svFocusHeading");
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to be told.
        }
    }

    public void Dispose() => navigation.LocationChanged -= Note;

    // A filter or a page of a list changes the query only: the person is still on the same page and keeps her place.
    private void Note(object? sender, LocationChangedEventArgs change)
    {
        var path = PathOf(change.Location);
        if (path == _path) return;

        _path = path;
        _arrived = true;
        _ = InvokeAsync(StateHasChanged);
    }

    private static string PathOf(string address) => new Uri(address).AbsolutePath;
}
