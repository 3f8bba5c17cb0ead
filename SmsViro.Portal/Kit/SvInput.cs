using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace SmsViro.Portal.Kit;

/// <summary>
/// What every field of the kit shares: its label, help, error and the wiring between them. Works in a static form (the name comes from
/// the bound expression) and in a live page, inside an EditForm or alone.
/// </summary>
public abstract class SvInput<T> : InputBase<T>
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Help { get; set; }

    /// <summary>What is wrong, said by the page itself; the form's own validation messages are found without it.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Set it where two forms of one page bind fields of the same name.</summary>
    [Parameter]
    public string? Id { get; set; }

    internal string FieldId => Id ?? IdOf(FieldIdentifier);

    protected string? FirstError => Error ?? EditContext?.GetValidationMessages(FieldIdentifier).FirstOrDefault();

    protected string? Invalid => FirstError is null ? null : "true";

    protected string? DescribedBy => (FirstError, Help) switch
    {
        (null, null) => null,
        (null, _) => $"{FieldId}-help",
        (_, null) => $"{FieldId}-error",
        _ => $"{FieldId}-error {FieldId}-help",
    };

    protected string? FieldName => NameAttributeValue is "" ? null : NameAttributeValue;

    /// <summary>What a control carries besides its value: what all have, its own, and what the page adds, which comes last and wins.</summary>
    private protected Dictionary<string, object> Attributes(params IEnumerable<(string Name, object? Value)> own)
    {
        IEnumerable<(string Name, object? Value)> shared =
            [("id", FieldId), ("name", FieldName), ("disabled", Disabled), ("aria-invalid", Invalid), ("aria-describedby", DescribedBy)];
        var all = new Dictionary<string, object>();
        foreach (var (name, value) in shared.Concat(own))
            if (value is not null) all[name] = value;
        foreach (var (name, value) in AdditionalAttributes ?? new Dictionary<string, object>()) all[name] = value;
        return all;
    }

    internal static string IdOf(FieldIdentifier field) => $"f-{field.FieldName}";
}
