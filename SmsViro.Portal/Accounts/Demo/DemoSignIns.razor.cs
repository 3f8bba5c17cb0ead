using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Accounts.Demo;

/// <summary>The demo's people under the sign-in form, where <see cref="DemoServices.IsOffered"/> allows it.</summary>
public sealed partial class DemoSignIns
{
    private IReadOnlyList<DemoCard> _cards = [];

    [CascadingParameter]
    public HttpContext? Context { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [Inject]
    internal DemoPeople People { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Context is not null && DemoServices.IsOffered(Context)) _cards = People.Cards;
    }
}
