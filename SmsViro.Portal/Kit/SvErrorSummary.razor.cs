using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace SmsViro.Portal.Kit;

/// <summary>One refusal; with the id of the field it is about, it becomes a link to it.</summary>
public sealed record ErrorLine(string Text, string? Field = null);

/// <summary>Above a form that was refused: everything to correct, each a link to its field. Finds the form's own messages by itself.</summary>
public sealed partial class SvErrorSummary : IDisposable
{
    private EditContext? _watched;

    /// <summary>Refusals that belong to no field, or to one the page knows better.</summary>
    [Parameter]
    public IReadOnlyList<ErrorLine> Errors { get; set; } = [];

    /// <summary>What was kept: said after the count.</summary>
    [Parameter]
    public string Kept { get; set; } = "What you typed is kept.";

    /// <summary>Names the fields of the form's model, so that each message can be a link: the properties' names.</summary>
    [CascadingParameter]
    public EditContext? Form { get; set; }

    private List<ErrorLine> Lines =>
        [.. Errors, .. Form is null ? [] : Form.GetValidationMessages().Distinct().Select(text => new ErrorLine(text, FieldOf(Form, text)))];

    protected override void OnParametersSet()
    {
        if (_watched == Form) return;

        Dispose();
        _watched = Form;
        _watched?.OnValidationStateChanged += Redraw;
    }

    public void Dispose() => _watched?.OnValidationStateChanged -= Redraw;

    // The form knows messages by field, not fields by message: ask each property of its model.
    private static string? FieldOf(EditContext form, string text) =>
        form.Model.GetType().GetProperties()
            .Select(property => form.Field(property.Name))
            .Where(field => form.GetValidationMessages(field).Contains(text))
            .Select(SvInput<object>.IdOf)
            .FirstOrDefault();

    private void Redraw(object? sender, ValidationStateChangedEventArgs change) => StateHasChanged();
}
