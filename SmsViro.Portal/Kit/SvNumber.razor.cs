using Microsoft.AspNetCore.Components;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Kit;

/// <summary>A phone number: the country and the last three digits, the rest under tint. The reader's own number stands in full.</summary>
public sealed partial class SvNumber
{
    [Parameter, EditorRequired]
    public PhoneNumber Of { get; set; }

    [Parameter]
    public bool Own { get; set; }
}
