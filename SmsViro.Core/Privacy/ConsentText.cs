using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Privacy;

/// <summary>The exact words a person agrees to. A changed word is a new version; an old one is never edited, because a stored hash names it.</summary>
public sealed record ConsentText(ConsentKind Kind, int Version, string Words)
{
    private static readonly ConsentText[] All =
    [
        new(ConsentKind.ProductNews, 1, "You may write to my e-mail address about new features of SMSViro, at most once a month. I can take this back here at any time, and nothing else depends on it."),
    ];

    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Words));

    /// <summary>What is shown today.</summary>
    public static ConsentText Of(ConsentKind kind) => All.Where(text => text.Kind == kind).MaxBy(text => text.Version)!;

    public static ConsentText? Of(ConsentKind kind, int version) => All.SingleOrDefault(text => text.Kind == kind && text.Version == version);
}
