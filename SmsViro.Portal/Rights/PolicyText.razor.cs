using Microsoft.AspNetCore.Components;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>One version of the policy, whole: its words and its tables. Who is responsible stands in it as the settings say today.</summary>
public sealed partial class PolicyText(RightsOptions options)
{
    [Parameter, EditorRequired]
    public required PolicyVersion Version { get; set; }

    private string Filled(string text) => text
        .Replace("{controller}", options.ControllerAndAddress, StringComparison.Ordinal)
        .Replace("{contact}", options.Contact, StringComparison.Ordinal)
        .Replace("{authority}", options.Authority, StringComparison.Ordinal);
}
