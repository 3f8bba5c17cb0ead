using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Tests.Shell;

public sealed class FrameTests : BunitContext
{
    private Reader _reader = new("Amara Okafor", "Harbour Dental", ReaderZone.London);

    public FrameTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)));
        Services.AddScoped<ReadReader>(_ => _ => ValueTask.FromResult(_reader));
        Services.AddScoped<CurrentReader>();
        Services.AddScoped<Toasts>();
        Services.AddShellPart<BalanceStub>(ShellSlot.Purse);
        var person = AddAuthorization().SetAuthorized("amara@example.com");
        person.SetClaims(new Claim(ClaimTypes.Name, "amara@example.com"));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void The_skip_link_comes_first_and_main_can_take_the_focus()
    {
        var page = Page();

        var skip = page.Find("a, button, input, [tabindex]");
        Assert.Equal(("Skip to main content", "/#main"), (skip.TextContent, skip.GetAttribute("href")));
        Assert.Equal("-1", Assert.Single(page.FindAll("main")).GetAttribute("tabindex"));
        Assert.Equal("true", page.Find(".shell").GetAttribute("data-interactive"));
    }

    [Fact]
    public void Exactly_one_place_is_current_and_it_is_the_nearest()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/messages/new");
        var page = Page();

        Assert.Equal("Send", page.Find(".nav[aria-label=Main] [aria-current]").TextContent);
        Assert.Equal("Send", Assert.Single(page.FindAll(".tabbar [aria-current]")).TextContent);

        Services.GetRequiredService<NavigationManager>().NavigateTo("/messages/01983");
        page.WaitForAssertion(() => Assert.Equal("Messages", page.Find(".nav[aria-label=Main] [aria-current]").TextContent));
    }

    [Fact]
    public void Slices_fill_the_slots_of_the_frame() => Assert.Equal("£12", Page().Find(".bar-right output").TextContent);

    [Fact]
    public void The_reader_is_named_with_her_company_and_the_foot_names_her_zone()
    {
        var page = Page();

        Assert.Equal(["AO", "Amara Okafor", "Harbour Dental"], page.FindAll(".org .mono-gram, .org strong, .org small").Select(part => part.TextContent));
        Assert.Contains("Times are London time (BST)", page.Find("footer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_just_saved_shows_at_once()
    {
        var page = Page();

        _reader = new Reader("Amara Nwosu", null, ReaderZone.Of("Africa/Lagos"));
        Services.GetRequiredService<CurrentReader>().Refresh();

        page.WaitForAssertion(() => Assert.Equal("Amara Nwosu", page.Find(".org strong").TextContent));
        Assert.Contains("Times are Lagos time (UTC+1)", page.Find("footer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_breaks_leaves_the_frame_standing_and_says_what_to_do()
    {
        var page = Page<BreaksStub>();

        Assert.Equal("This page broke", page.Find("h1").TextContent);
        Assert.NotEmpty(page.FindAll(".nav a.item"));
        Assert.DoesNotContain("secret detail", page.Markup, StringComparison.Ordinal);

        Services.GetRequiredService<NavigationManager>().NavigateTo("/billing");
        page.WaitForAssertion(() => Assert.Equal("Billing", page.Find(".nav[aria-label=Main] [aria-current]").TextContent));
    }

    [Theory]
    [InlineData("Amara Okafor", "AO")]
    [InlineData("Prince", "P")]
    [InlineData("amara.okafor@example.com", "AO")]
    [InlineData("Ada King Lovelace", "AL")]
    [InlineData("  ", "?")]
    [InlineData("𐐀da Z", "𐐀Z")]
    public void Initials_are_whole_letters(string name, string initials) => Assert.Equal(initials, Reader.InitialsOf(name));

    private IRenderedComponent<IComponent> Page() => Page<QuietStub>();

    private IRenderedComponent<IComponent> Page<T>() where T : IComponent => Render(builder =>
    {
        builder.OpenComponent<Microsoft.AspNetCore.Components.Authorization.CascadingAuthenticationState>(0);
        builder.AddComponentParameter(1, "ChildContent", (RenderFragment)(inner =>
        {
            inner.OpenComponent<LayoutView>(0);
            inner.AddComponentParameter(1, nameof(LayoutView.Layout), typeof(MainLayout));
            inner.AddComponentParameter(2, nameof(LayoutView.ChildContent), (RenderFragment)(body =>
            {
                body.OpenComponent<T>(0);
                body.CloseComponent();
            }));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    });

    private sealed class QuietStub : ComponentBase;

    private sealed class BreaksStub : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("secret detail");
    }

    private sealed class BalanceStub : ComponentBase
    {
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "output");
            builder.AddContent(1, "£12");
            builder.CloseElement();
        }
    }
}
