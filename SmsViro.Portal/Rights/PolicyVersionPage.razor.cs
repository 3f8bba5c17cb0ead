using Microsoft.AspNetCore.Components;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Rights;

/// <summary>One version of the policy with what changed since the one before; a number that never was is no page.</summary>
public sealed partial class PolicyVersionPage(PrivacyPolicy policy, NavigationManager navigation)
{
    [Parameter]
    public int Number { get; set; }

    protected override void OnParametersSet()
    {
        if (policy.Find(Number) is null) navigation.NotFound();
    }
}
