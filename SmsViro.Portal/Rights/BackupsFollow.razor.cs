using System.Globalization;
using SmsViro.Core.Custody;

namespace SmsViro.Portal.Rights;

/// <summary>When the last backup has forgotten, as this portal is set up; the policy and its promises say it alike.</summary>
public sealed partial class BackupsFollow(Horizon horizon)
{
    private static string Days(int days) => $"{days.ToString(CultureInfo.InvariantCulture)} days";
}
