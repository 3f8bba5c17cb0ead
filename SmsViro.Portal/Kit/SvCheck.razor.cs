using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>A yes or no, with its consequence said underneath.</summary>
public sealed partial class SvCheck
{
    /// <summary>In a frame of its own that lights up when ticked.</summary>
    [Parameter]
    public bool Boxed { get; set; }

    protected override bool TryParseValueFromString(string? value, out bool result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        result = string.Equals(value, bool.TrueString, StringComparison.OrdinalIgnoreCase);
        validationErrorMessage = null;
        return true;
    }

    private void Ticked(ChangeEventArgs change) => CurrentValue = change.Value is true;
}
