using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One choice of <see cref="SvRadioCards{T}"/>, with what it means.</summary>
public sealed record Choice<T>(T Value, string Title, string? Text = null, bool Disabled = false);

/// <summary>One of a few, each explained: radio buttons in frames.</summary>
public sealed partial class SvRadioCards<T>
{
    [Parameter, EditorRequired]
    public IReadOnlyList<Choice<T>> Choices { get; set; } = [];

    /// <summary>Side by side where there is room.</summary>
    [Parameter]
    public bool Columns { get; set; }

    protected override string? FormatValueAsString(T? value) => value?.ToString();

    protected override bool TryParseValueFromString(string? value, [MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        var parsed = BindConverter.TryConvertTo(value, CultureInfo.InvariantCulture, out result);
        validationErrorMessage = parsed ? null : "Choose one of these";
        return parsed;
    }

    private void Choose(Choice<T> choice) => CurrentValue = choice.Value;
}
