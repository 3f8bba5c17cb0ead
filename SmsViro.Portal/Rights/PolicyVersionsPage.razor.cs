using System.Globalization;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Rights;

/// <summary>Every version of the policy, each with its own page.</summary>
public sealed partial class PolicyVersionsPage(PrivacyPolicy policy)
{
    private string Changed(PolicyVersion version) => policy.Before(version) is not { } before ? "The first version"
        : version.ChangesSince(before).Count is var passages && passages == 1 ? "1 passage"
        : string.Create(CultureInfo.InvariantCulture, $"{passages:N0} passages");
}
