using System.ComponentModel.DataAnnotations;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Tests.Kit;

public sealed class FieldTests : BunitContext
{
    private readonly Draft _draft = new();

    [Fact]
    public void A_field_is_named_by_its_label_and_described_by_its_help()
    {
        var field = Render<SvField>(with => with.Add(f => f.Label, "To").Add(f => f.Help, "With its country").Bind(f => f.Value, _draft.To, to => _draft.To = to, () => _draft.To));

        var input = field.Find("input");
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("With its country", field.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
        Assert.Null(input.GetAttribute("aria-invalid"));
        Assert.Equal("_draft.To", input.GetAttribute("name"));
    }

    [Fact]
    public void A_refused_field_keeps_what_was_typed_and_says_what_is_wrong_beside_its_help()
    {
        var field = Render<SvField>(with => with.Add(f => f.Label, "To").Add(f => f.Help, "With its country").Add(f => f.Error, "One digit is missing")
            .Bind(f => f.Value, "07700", _ => { }, () => _draft.To));

        var input = field.Find("input");
        Assert.Equal(("07700", "true"), (input.GetAttribute("value"), input.GetAttribute("aria-invalid")));
        Assert.Equal(["One digit is missing", "With its country"], input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find($"#{id}").TextContent));
    }

    [Fact]
    public void A_live_field_tells_every_keystroke_and_a_quiet_one_only_the_last()
    {
        var quiet = Render<SvField>(with => with.Add(f => f.Label, "To").Bind(f => f.Value, _draft.To, to => _draft.To = to, () => _draft.To));
        Assert.Throws<MissingEventHandlerException>(() => quiet.Find("input").Input("0"));
        quiet.Find("input").Change("07");
        Assert.Equal("07", _draft.To);

        var live = Render<SvTextArea>(with => with.Add(f => f.Label, "Text").Add(f => f.Live, true).Bind(f => f.Value, _draft.Text, text => _draft.Text = text, () => _draft.Text!));
        live.Find("textarea").Input("Hi");
        Assert.Equal("Hi", _draft.Text);
    }

    [Fact]
    public void A_password_has_a_button_that_shows_it()
    {
        var field = Render<SvField>(with => with.Add(f => f.Label, "Password").Add(f => f.Type, "password").Bind(f => f.Value, "", _ => { }, () => _draft.To));

        Assert.Equal(("Show password", field.Find("input").Id), (field.Find("button").GetAttribute("aria-label"), field.Find("button").GetAttribute("data-shows")));
    }

    [Fact]
    public void The_summary_links_each_refusal_to_its_field()
    {
        var form = new EditContext(_draft);
        var page = Render(Form(form));
        Assert.Empty(page.FindAll("[role=alert]"));

        page.InvokeAsync(form.Validate);

        var links = page.FindAll("[role=alert] a");
        Assert.Equal(["Say who gets it", "Write the text"], links.Select(link => link.TextContent));
        Assert.All(links, link => Assert.NotNull(page.Find($"#{link.GetAttribute("data-summary")}")));
        Assert.Equal("true", page.Find("#f-To").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_choice_binds_the_enum_it_names()
    {
        var select = Render<SvSelect<Mark>>(with => with.Add(s => s.Label, "State").Bind(s => s.Value, _draft.State, state => _draft.State = state, () => _draft.State)
            .AddChildContent("<option value=\"Sent\">Sent</option><option value=\"Refused\">Refused</option>"));
        select.Find("select").Change("Refused");
        Assert.Equal(Mark.Refused, _draft.State);

        var cards = Render<SvRadioCards<Mark>>(with => with.Add(s => s.Label, "State").Add(s => s.Choices, [new(Mark.Sent, "Sent"), new(Mark.Unknown, "Unknown", "No answer")])
            .Bind(s => s.Value, _draft.State, state => _draft.State = state, () => _draft.State));
        cards.FindAll("input")[1].Change("Unknown");
        Assert.Equal(Mark.Unknown, _draft.State);
    }

    [Fact]
    public void A_tick_binds_a_yes_or_no()
    {
        var keep = false;
        var check = Render<SvCheck>(with => with.Add(c => c.Label, "Keep me signed in").Bind(c => c.Value, keep, ticked => keep = ticked, () => keep));
        check.Find("input").Change(true);
        Assert.True(keep);
    }

    private RenderFragment Form(EditContext form) => builder =>
    {
        builder.OpenComponent<EditForm>(0);
        builder.AddComponentParameter(1, nameof(EditForm.EditContext), form);
        builder.AddComponentParameter(2, nameof(EditForm.ChildContent), (RenderFragment<EditContext>)(_ => Fields));
        builder.CloseComponent();
    };

    private void Fields(RenderTreeBuilder builder)
    {
        builder.OpenComponent<DataAnnotationsValidator>(0);
        builder.CloseComponent();
        builder.OpenComponent<SvErrorSummary>(1);
        builder.CloseComponent();
        builder.OpenComponent<SvField>(2);
        builder.AddComponentParameter(3, nameof(SvField.Label), "To");
        builder.AddComponentParameter(4, nameof(SvField.Value), _draft.To);
        builder.AddComponentParameter(5, nameof(SvField.ValueExpression), (System.Linq.Expressions.Expression<Func<string?>>)(() => _draft.To));
        builder.CloseComponent();
        builder.OpenComponent<SvTextArea>(6);
        builder.AddComponentParameter(7, nameof(SvTextArea.Label), "Text");
        builder.AddComponentParameter(8, nameof(SvTextArea.Value), _draft.Text);
        builder.AddComponentParameter(9, nameof(SvTextArea.ValueExpression), (System.Linq.Expressions.Expression<Func<string?>>)(() => _draft.Text));
        builder.CloseComponent();
    }

    private sealed class Draft
    {
        [Required(ErrorMessage = "Say who gets it")]
        public string? To { get; set; }

        [Required(ErrorMessage = "Write the text")]
        public string? Text { get; set; }

        public Mark State { get; set; }
    }
}
