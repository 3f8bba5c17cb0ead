using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>One place in the navigation. <see cref="Exact"/> marks an address other places begin with; only whom <see cref="Policy"/> lets in is shown it.</summary>
public sealed record NavPlace(string Text, string Href, Icon Icon, bool Exact = false, string? Policy = null)
{
    public bool IsHere(string path) =>
        path == Href || (!Exact && path.StartsWith(Href + '/', StringComparison.Ordinal));
}

/// <summary>Places under one heading; the first group has none.</summary>
public sealed record NavGroup(string? Heading, IReadOnlyList<NavPlace> Places);

/// <summary>What the frame's navigation offers. Only pages that exist: a link that leads nowhere is worse than none.</summary>
internal static class ShellNavigation
{
    private static readonly NavPlace Home = new("Home", Urls.Home, Icons.Home, Exact: true);
    private static readonly NavPlace Send = new("Send", Urls.Send, Icons.Send);
    private static readonly NavPlace Messages = new("Messages", Urls.Messages, Icons.Messages);
    private static readonly NavPlace OptOuts = new("Opt-outs", Urls.OptOuts, Icons.Ban);
    private static readonly NavPlace Billing = new("Billing", Urls.Billing, Icons.Wallet);
    private static readonly NavPlace PrivacyCentre = new("Privacy centre", Urls.PrivacyCentre, Icons.ShieldCheck);
    private static readonly NavPlace Profile = new("Profile", Urls.Profile, Icons.Person);

    private static readonly NavPlace Customers = new("Customers", Urls.StaffCustomers, Icons.Building);
    private static readonly NavPlace Requests = new("Requests", Urls.StaffRequests, Icons.Scale);
    private static readonly NavPlace DataMap = new("Data map", Urls.StaffDataMap, Icons.Database);
    private static readonly NavPlace Retention = new("Retention", Urls.StaffRetention, Icons.Timer);
    private static readonly NavPlace Audit = new("Audit trail", Urls.StaffAudit, Icons.History);
    private static readonly NavPlace Authorities = new("Authorities", Urls.StaffAuthorities, Icons.Flag);
    private static readonly NavPlace Breaches = new("Breaches", Urls.StaffBreaches, Icons.TriangleAlert);
    private static readonly NavPlace Reviews = new("Reviews", Urls.StaffReviews, Icons.Calendar);
    private static readonly NavPlace Evidence = new("Evidence", Urls.StaffEvidence, Icons.FileText);
    private static readonly NavPlace Confidentiality = new("Confidentiality", Urls.StaffConfidentiality, Icons.PenLine);
    private static readonly NavPlace Keys = new("Keys", Urls.StaffKeys, Icons.KeyRound, Policy: Policies.Admin);
    private static readonly NavPlace Security = new("Security", Urls.StaffSecurity, Icons.ShieldCheck, Policy: Policies.Admin);

    public static IReadOnlyList<NavGroup> Customer { get; } =
    [
        new(null, [Home, Send, Messages, OptOuts]),
        new("Account", [Billing, PrivacyCentre, Profile]),
    ];

    public static IReadOnlyList<NavPlace> CustomerTabs { get; } = [Home, Messages, Send, Billing];

    public static IReadOnlyList<NavGroup> Staff { get; } =
    [
        new(null, [Customers, Requests]),
        new("Accountability", [Security, DataMap, Retention, Keys, Audit, Evidence]),
        new("Registers", [Authorities, Breaches, Reviews, Confidentiality]),
    ];

    public static IReadOnlyList<NavPlace> StaffTabs { get; } = [Customers, Requests, Audit];

    /// <summary>The one place the address belongs to: the longest that matches, so that Send is not also Messages.</summary>
    public static NavPlace? Here(IEnumerable<NavGroup> groups, string path) =>
        groups.SelectMany(group => group.Places).Where(place => place.IsHere(path)).MaxBy(place => place.Href.Length);
}
