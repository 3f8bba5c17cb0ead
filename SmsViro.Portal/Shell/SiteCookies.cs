using System.Globalization;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Privacy.Policy;

namespace SmsViro.Portal.Shell;

/// <summary>Every cookie the site sets, and nothing else lists them: the code that sets one takes its name from here, and so does the policy.</summary>
internal static class SiteCookies
{
    public static PolicyCookie Session { get; } = new(
        "sv-session", "Keeps you signed in", string.Create(CultureInfo.InvariantCulture, $"Until you sign out or close the browser; {Sessions.Kept.Days} days if you asked to stay signed in"));

    public static PolicyCookie Form { get; } = new("sv-form", "Shows that a form came from our own page and not from another site", "Until you close the browser");

    public static PolicyCookie Theme { get; } = new("sv-theme", "Remembers a light or dark look, once you chose one", "A year, or until you follow your system again");

    public static PolicyCookie Recipient { get; } = new("sv-recipient", "On the page for recipients alone: remembers that a code was asked for or a number proved", "Until you finish there or close the browser");

    public static IReadOnlyList<PolicyCookie> All { get; } = [Session, Form, Theme, Recipient];
}
