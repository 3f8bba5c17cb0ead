using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace SmsViro.Portal.Shell;

/// <summary>The first stop of the Tab key. Its address repeats the page's own, because a bare "#main" is resolved against the site's root.</summary>
public sealed partial class SkipLink(NavigationManager navigation) : IDisposable
{
    private string Here => new Uri(navigation.Uri).PathAndQuery + "#main";

    public void Dispose() => navigation.LocationChanged -= Follow;

    protected override void OnInitialized() => navigation.LocationChanged += Follow;

    // Left behind, it would lead back to the page before.
    private void Follow(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(StateHasChanged);
}
