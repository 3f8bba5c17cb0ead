using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>The frame of a signed-in person's pages: navigation, bar, main, foot; on a phone tabs and a drawer.</summary>
public sealed partial class Frame(NavigationManager navigation, CurrentReader current, TimeProvider clock) : IDisposable
{
    private NavPlace? _here;
    private PageFault? _fault;
    private Reader? _reader;

    [Parameter, EditorRequired]
    public IReadOnlyList<NavGroup> Navigation { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<NavPlace> Tabs { get; set; } = [];

    [Parameter]
    public bool Wide { get; set; }

    [Parameter]
    public bool Staff { get; set; }

    [Parameter]
    public RenderFragment? Bar { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    private ReaderZone Zone => _reader?.Zone ?? ReaderZone.London;

    private TimeProvider Clock => clock;

    private string Start => Staff ? Urls.StaffCustomers : Urls.Home;

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Moved;
        current.Changed += Reread;
        FindPlace();
        await ReadAsync();
    }

    public void Dispose()
    {
        navigation.LocationChanged -= Moved;
        current.Changed -= Reread;
    }

    private async Task ReadAsync()
    {
        if (Authentication is not null && (await Authentication).User is { Identity.IsAuthenticated: true } person)
            _reader = await current.GetAsync(person);
    }

    private void FindPlace() => _here = ShellNavigation.Here(Navigation, new Uri(navigation.Uri).AbsolutePath);

    private void Moved(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(() =>
    {
        FindPlace();
        _fault?.Recover();
        StateHasChanged();
    });

    private void Reread() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });
}
