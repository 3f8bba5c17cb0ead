namespace SmsViro.Core.PersonalData;

/// <summary>A kind of personal data as people name it; every declared column has one, and every one is joined to at least one <see cref="Activity"/>.</summary>
/// <param name="Id">Stable, lower case with hyphens; the key in the lock file.</param>
/// <param name="Name">What the person reads.</param>
public sealed record Category(string Id, string Name)
{
    /// <summary>Why a customer's records show staff nothing of it; null where they show it.</summary>
    public string? ClosedToStaff { get; init; }

    /// <summary>What staff read where the kind is another person's; the same word where it speaks of nobody.</summary>
    public string AtDesk { get; init; } = Name;

    public static Category Profile { get; } = new("profile", "Your profile") { AtDesk = "Profile" };

    public static Category FormerDetails { get; } = new("former-details", "Details you changed") { AtDesk = "Changed details" };

    public static Category SignIn { get; } = new("sign-in", "Sign-in and security");

    public static Category MessageContent { get; } = new("message-content", "Message texts");

    public static Category Recipients { get; } = new("recipients", "Numbers you wrote to") { AtDesk = "Numbers written to" };

    public static Category Traffic { get; } = new("traffic", "Delivery records");

    public static Category Replies { get; } = new("replies", "Replies to you") { AtDesk = "Replies" };

    public static Category OptOuts { get; } = new("opt-outs", "Opt-outs");

    public static Category Billing { get; } = new("billing", "Balance and payments");

    public static Category Notices { get; } = new("notices", "Mail we sent you") { AtDesk = "Mail we sent" };

    public static Category Requests { get; } = new("requests", "Your privacy requests") { AtDesk = "Privacy requests" };

    public static Category Choices { get; } = new("choices", "What you agreed or objected to") { AtDesk = "Agreements and objections" };

    public static Category Oversight { get; } = new("oversight", "Who looked at your data") { AtDesk = "Who looked" };

    public static Category RecipientRequests { get; } = new("recipient-requests", "What recipients ask of us");

    public static Category Holds { get; } = new("holds", "Kept under a hold");

    public static Category Disclosures { get; } = new("disclosures", "What authorities received");

    public static Category AuthorityRequests { get; } = new("authority-requests", "What authorities ask of us");

    public static Category Breaches { get; } = new("breaches", "Breaches and what we did");

    public static Category StaffDuties { get; } = new("staff-duties", "What our staff sign") { ClosedToStaff = "It is about our own staff, whose duties are read where they are kept" };

    public static Category SecurityAlerts { get; } = new("security-alerts", "Alerts about unusual use") { ClosedToStaff = "An alert may be about whoever looks; administrators read and close it on a page of its own" };

    public static IReadOnlyList<Category> All { get; } =
        [
        Profile, FormerDetails, SignIn, MessageContent, Recipients, Traffic, Replies, OptOuts, Billing, Notices, Requests, RecipientRequests, Choices, Oversight, Holds, Disclosures, AuthorityRequests,
        Breaches, StaffDuties, SecurityAlerts,
    ];
}
