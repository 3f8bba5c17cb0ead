using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SmsViro.Core.Values;

namespace SmsViro.Core.Encryption;

/// <summary>What one deletion erases: the values sealed in a scope share a key, and end with it. An open value of checked grammar, such as <c>account/{id}/msg/2026-11</c>.</summary>
public readonly record struct Scope
{
    internal const int MaxLength = 120;

    private Scope(string text) => Text = text;

    /// <summary>One to six parts of lower-case letters, digits and hyphens, between slashes; at most 120 characters.</summary>
    public string Text { get; }

    public static Scope SystemOperators { get; } = new("system/operators");

    public static Scope SystemMail { get; } = new("system/mail");

    /// <summary>The ring of ASP.NET Core Data Protection: cookies and antiforgery tokens.</summary>
    public static Scope SystemRing { get; } = new("system/ring");

    /// <summary>The private key that signs papers and manifests.</summary>
    public static Scope SystemSigning { get; } = new("system/signing");

    /// <summary>What staff note at reviews.</summary>
    public static Scope SystemReviews { get; } = new("system/reviews");

    public static Scope IndexLogin { get; } = new("index/login");

    public static Scope IndexPhone { get; } = new("index/phone");

    public static Scope User(UserId user) => new($"user/{user.Value:D}");

    public static Scope Account(AccountId account) => new($"account/{account.Value:D}");

    /// <summary>The messages of one bucket: a UTC month, <c>2026-11</c>, or a UTC day, <c>2026-11-24</c>, as written in their rows.</summary>
    public static Scope Messages(AccountId account, string bucket) =>
        DateOnly.TryParseExact(bucket, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new($"account/{account.Value:D}/msg/{bucket}")
            : throw new ArgumentException("A bucket is a month, 2026-11, or a day, 2026-11-24.", nameof(bucket));

    public static Scope Ledger(AccountId account) => new($"account/{account.Value:D}/ledger");

    public static Scope Support(AccountId account) => new($"account/{account.Value:D}/support");

    public static Scope Request(Guid request) => new($"request/{request:D}");

    public static Scope Export(Guid export) => new($"export/{export:D}");

    /// <summary>What one hold keeps of an erased account: its key ends with the hold.</summary>
    public static Scope Hold(Guid hold) => new($"hold/{hold:D}");

    /// <summary>One request of an authority, apart from everybody's own scopes because it outlives them.</summary>
    public static Scope Authority(Guid request) => new($"authority/{request:D}");

    /// <summary>The account of one breach.</summary>
    public static Scope Breach(Guid breach) => new($"breach/{breach:D}");

    /// <summary>What the trail keeps about one person, apart from her own scopes because it outlives them.</summary>
    public static Scope Audit(Guid subject) => new($"audit/{subject:D}");

    public static Scope IndexSearch(AccountId account) => new($"index/account/{account.Value:D}/search");

    public static Scope IndexOptOut(AccountId account) => new($"index/account/{account.Value:D}/opt-out");

    public static Scope Parse(string text) =>
        TryParse(text, out var scope) ? scope : throw new FormatException("A scope is parts of lower-case letters, digits and hyphens between slashes.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Scope scope)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && HasParts(text);
        scope = valid ? new(text!) : default;
        return valid;
    }

    public override string ToString() => Text;

    private static bool HasParts(string text)
    {
        var parts = 0;
        foreach (var part in text.AsSpan().Split('/'))
        {
            parts++;
            if (part.Start.Equals(part.End) || text.AsSpan()[part].ContainsAnyExcept(Grammar.Word))
                return false;
        }

        return parts <= 6;
    }
}
