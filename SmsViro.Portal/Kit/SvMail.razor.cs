using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>An address to write to, which the reader's own mail program opens.</summary>
public sealed partial class SvMail
{
    [Parameter, EditorRequired]
    public string Address { get; set; } = "";
}
