using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One of a few: the browser's own select, whose options are plain option elements. Binds text, numbers and enums.</summary>
public sealed partial class SvSelect<T>
{
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override string? FormatValueAsString(T? value) => value?.ToString();

    protected override bool TryParseValueFromString(string? value, [MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        var parsed = BindConverter.TryConvertTo(value, CultureInfo.InvariantCulture, out result);
        validationErrorMessage = parsed ? null : "Choose one of the list";
        return parsed;
    }

    private void Chosen(ChangeEventArgs change) => CurrentValueAsString = change.Value?.ToString();
}
