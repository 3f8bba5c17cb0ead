using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace SmsViro.Portal.Shell;

/// <summary>MudBlazor's providers, and the bridge that tells them when the reader or her system changes between light and dark.</summary>
public sealed partial class ThemeHost(IJSRuntime js) : IAsyncDisposable
{
    private bool _dark;
    private IJSObjectReference? _module;
    private DotNetObjectReference<ThemeHost>? _self;

    /// <summary>The theme the reader chose, from her cookie; anything else follows her system.</summary>
    [CascadingParameter(Name = "Theme")]
    public string? Chosen { get; set; }

    internal static Dictionary<string, object?> ProviderParameters(bool dark) => new()
    {
        [nameof(MudThemeProvider.Theme)] = PortalTheme.Theme,
        [nameof(MudThemeProvider.IsDarkMode)] = dark,
        [nameof(MudThemeProvider.DefaultScrollbar)] = true,
        [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
    };

    protected override void OnInitialized() => _dark = Chosen == "dark";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;

        try
        {
            _module = await js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/shell.js"]}");
            _self = DotNetObjectReference.Create(this);
            await _module.InvokeVoidAsync("watchTheme", _self);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and with it the need to know.
        }
    }

    [JSInvokable]
    public void ThemeChanged(bool dark)
    {
        if (_dark == dark) return;

        _dark = dark;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The circuit closed first.
        }
    }
}
