using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Rights;

/// <summary>The privacy policy in force, and beside it what this portal's settings say of its partners today.</summary>
public sealed partial class PolicyPage(PrivacyPolicy policy, Transfers transfers)
{
    private readonly PolicyVersion _version = policy.Current;

    // A bare fragment would lead to the site's first page, where its base lies.
    private static string Here(string part) => $"{Urls.PrivacyPolicy}#{part}";
}
