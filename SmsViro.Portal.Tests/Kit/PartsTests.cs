using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Tests.Kit;

public sealed class PartsTests : BunitContext
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 14, 45, 0, TimeSpan.Zero));

    public PartsTests()
    {
        Services.AddSingleton<TimeProvider>(_clock);
        Services.AddSingleton<Toasts>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Every_state_has_a_shape_and_a_word_of_its_own()
    {
        var states = Enum.GetValues<Mark>().Select(mark => Render<SvState>(with => with.Add(s => s.Of, mark))).ToList();

        Assert.Equal(states.Count, states.Select(state => state.Find("svg").InnerHtml).Distinct().Count());
        Assert.Equal(states.Count, states.Select(state => state.Find(".state").TextContent).Distinct().Count());
        Assert.All(states, state => Assert.Equal("true", state.Find("svg").GetAttribute("aria-hidden")));
    }

    [Fact]
    public void A_number_shows_its_country_and_three_digits_and_its_owner_sees_it_whole()
    {
        var number = PhoneNumber.FromE164("+447700900118");

        var masked = Render<SvNumber>(with => with.Add(n => n.Of, number));
        Assert.Equal("+44 hidden digits 118", masked.Find(".sealed").TextContent);
        Assert.DoesNotContain("7700", masked.Markup, StringComparison.Ordinal);

        Assert.Equal("+44 7700 900118", Render<SvNumber>(with => with.Add(n => n.Of, number).Add(n => n.Own, true)).Find("span").TextContent);
    }

    [Fact]
    public void Money_sets_small_digits_apart_and_calls_nothing_free()
    {
        Assert.Equal("50", Render<SvMoney>(with => with.Add(m => m.Of, Money.Of(418.205m, Currency.Gbp))).Find(".fine").TextContent);
        Assert.Equal("Free", Render<SvMoney>(with => with.Add(m => m.Of, Money.Zero(Currency.Gbp)).Add(m => m.FreeWhenZero, true)).Find(".money").TextContent);
        Assert.NotNull(Render<SvMoney>(with => with.Add(m => m.Of, Money.Of(250, Currency.Gbp)).Add(m => m.WithPlus, true)).Find(".money.plus"));
    }

    [Fact]
    public void A_time_is_in_the_readers_zone_and_says_it_in_full_on_demand()
    {
        var time = Render<SvTime>(with => with.Add(t => t.Of, new DateTimeOffset(2026, 7, 20, 8, 14, 2, TimeSpan.Zero)).AddCascadingValue(ReaderZone.London)).Find("time");

        Assert.Equal(("Mon 20 Jul, 09:14", "2026-07-20T08:14:02Z", "Mon 20 Jul 2026, 09:14 BST"), (time.TextContent, time.GetAttribute("datetime"), time.GetAttribute("title")));
    }

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(999, 1000, "99")]
    [InlineData(18, 18, "100")]
    [InlineData(20, 18, "100")]
    public void Progress_says_a_hundred_percent_only_when_it_is_done(int done, int total, string percent)
    {
        var bar = Render<SvProgress>(with => with.Add(p => p.Label, "Preparing your copy").Add(p => p.Done, done).Add(p => p.Total, total).Add(p => p.Words, "in words")).Find("[role=progressbar]");

        Assert.Equal((percent, "in words", "Preparing your copy"), (bar.GetAttribute("aria-valuenow"), bar.GetAttribute("aria-valuetext"), bar.GetAttribute("aria-label")));
    }

    [Fact]
    public void A_busy_or_disabled_button_does_nothing()
    {
        var clicks = 0;
        var button = Render<SvButton>(with => with.Add(b => b.Busy, true).Add(b => b.OnClick, () => clicks++).AddChildContent("Sending"));
        button.Find("button").Click();
        Assert.Equal(0, clicks);
        Assert.Equal("true", button.Find("button").GetAttribute("aria-busy"));

        button.Render(with => with.Add(b => b.Busy, false));
        button.Find("button").Click();
        Assert.Equal(1, clicks);
    }

    [Fact]
    public void An_act_that_cannot_be_undone_waits_for_the_right_words()
    {
        var acts = 0;
        var dialog = Render<SvDialog>(with => with.Add(d => d.Open, true).Add(d => d.Title, "Erase 12 texts?").Add(d => d.Keep, "Keep my texts").Add(d => d.Act, "Erase 12 texts")
            .Add(d => d.Danger, true).Add(d => d.TypeToConfirm, "erase texts").Add(d => d.OnAct, () => acts++));

        Assert.True(dialog.Find(".btn.danger").HasAttribute("disabled"));
        dialog.Find("input").Input("erase te");
        Assert.True(dialog.Find(".btn.danger").HasAttribute("disabled"));
        dialog.Find("input").Input(" Erase texts ");
        dialog.Find(".btn.danger").Click();
        Assert.Equal(1, acts);
    }

    [Fact]
    public void A_dialog_forgets_what_was_typed_when_it_closes()
    {
        var open = true;
        var dialog = Render<SvDialog>(with => with.Add(d => d.Open, true).Add(d => d.OpenChanged, shown => open = shown).Add(d => d.Title, "Erase?").Add(d => d.Keep, "Keep")
            .Add(d => d.Act, "Erase").Add(d => d.TypeToConfirm, "erase"));
        dialog.Find("input").Input("erase");

        dialog.Find(".btn.second").Click();
        Assert.False(open);
        dialog.Render(with => with.Add(d => d.Open, false));
        dialog.Render(with => with.Add(d => d.Open, true));

        Assert.True(dialog.Find("footer .btn:last-child").HasAttribute("disabled"));
    }

    [Fact]
    public void A_dialog_that_its_page_closes_forgets_what_was_typed_too()
    {
        var dialog = Render<SvDialog>(with => with.Add(d => d.Open, true).Add(d => d.Title, "Erase?").Add(d => d.Keep, "Keep").Add(d => d.Act, "Erase").Add(d => d.TypeToConfirm, "erase"));
        dialog.Find("input").Input("erase");

        dialog.Render(with => with.Add(d => d.Open, false));
        dialog.Render(with => with.Add(d => d.Open, true));

        Assert.True(dialog.Find("footer .btn:last-child").HasAttribute("disabled"));
    }

    [Fact]
    public void An_act_with_something_still_to_answer_refuses_before_anybody_presses()
    {
        var acts = 0;
        var dialog = Render<SvDialog>(with => with.Add(d => d.Open, true).Add(d => d.Title, "Erase?").Add(d => d.Keep, "Keep").Add(d => d.Act, "Erase").Add(d => d.Blocked, true).Add(d => d.OnAct, () => acts++));

        Assert.True(dialog.Find("footer .btn:last-child").HasAttribute("disabled"));
        dialog.Render(with => with.Add(d => d.Blocked, false));
        dialog.Find("footer .btn:last-child").Click();

        Assert.Equal(1, acts);
    }

    [Fact]
    public void A_passing_note_goes_after_eight_seconds_unless_it_offers_an_act()
    {
        var toasts = Services.GetRequiredService<Toasts>();
        var corner = Render<SvToasts>();

        corner.InvokeAsync(() => toasts.Show(new Toast(Tone.Good, "Contact removed", ActText: "Undo", Act: () => Task.CompletedTask)));
        corner.InvokeAsync(() => toasts.Show(Tone.Good, "Message scheduled"));
        Assert.Equal(2, corner.FindAll(".toast").Count);

        _clock.Advance(TimeSpan.FromSeconds(8));
        corner.WaitForAssertion(() => Assert.Equal("Contact removed", Assert.Single(corner.FindAll(".toast > div:nth-of-type(1)")).TextContent));
    }

    [Fact]
    public void A_note_of_what_was_done_makes_room_for_the_next_and_one_of_what_was_not_stays()
    {
        var toasts = Services.GetRequiredService<Toasts>();
        var corner = Render<SvToasts>();

        corner.InvokeAsync(() => toasts.Show(Tone.Bad, "Not saved"));
        corner.InvokeAsync(() => toasts.Show(Tone.Good, "The answer is saved"));
        corner.InvokeAsync(() => toasts.Show(Tone.Good, "The answer is approved"));

        Assert.Equal(["Not saved", "The answer is approved"], corner.FindAll(".toast > div:nth-of-type(1)").Select(note => note.TextContent));
    }

    [Fact]
    public void A_note_stays_while_the_pointer_rests_on_it()
    {
        var toasts = Services.GetRequiredService<Toasts>();
        var corner = Render<SvToasts>();
        corner.InvokeAsync(() => toasts.Show(Tone.Bad, "Not saved", "Your words are still here"));

        Assert.Equal("alert", corner.Find(".toast").GetAttribute("role"));
        corner.Find(".toast").MouseEnter();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(corner.FindAll(".toast"));

        corner.Find(".toast").MouseLeave();
        _clock.Advance(TimeSpan.FromSeconds(8));
        corner.WaitForAssertion(() => Assert.Empty(corner.FindAll(".toast")));
    }

    [Fact]
    public void The_end_of_a_list_has_no_way_on()
    {
        var pager = Render<SvPager>(with => with.Add(p => p.OlderHref, "/messages?before=x"));

        Assert.Equal("/messages?before=x", pager.Find("a").GetAttribute("href"));
        Assert.Equal("Newer", pager.Find("button[disabled]").TextContent);
    }

    [Fact]
    public void A_timeline_dots_the_way_to_what_is_awaited()
    {
        var steps = Render<SvTimeline>(with => with.Add(t => t.Steps,
        [
            new("Accepted", _clock.GetUtcNow(), Text: "Sealed."),
            new("The operator took it", _clock.GetUtcNow(), Mark.Sent),
            new("Delivered", Mark: Mark.Scheduled, Pending: true),
        ])).FindAll("li");

        Assert.Equal(["", "to-pending", "pending"], steps.Select(step => step.ClassName ?? ""));
    }
}
