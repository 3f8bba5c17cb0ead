using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>What a person sees when a machine broke: what happened, what was kept, what to do, and a code that finds it in the log.</summary>
public sealed partial class ErrorPage
{
    [CascadingParameter]
    public HttpContext? Context { get; set; }

    private string Code => Activity.Current?.TraceId.ToString() ?? Context?.TraceIdentifier ?? "none";
}
