using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>One copy of a person's data: the sealed file and how long it may live. Its id is its request's.</summary>
public sealed class CopyFile
{
    public const int MostDownloads = 5;

    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>How long a download may go on after it began, broken off and taken up again or not.</summary>
    public static readonly TimeSpan Reading = TimeSpan.FromMinutes(30);

    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public CopyContent Content { get; init; }

    public CopyState State { get; set; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? ReadyAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Not handed out before, because a password or an address changed shortly before it was asked for; null when it is not held.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>What the owner wants the paper locked with, sealed with the copy's own key until the paper is written.</summary>
    public Sealed? Passphrase { get; set; }

    /// <summary>Opens with her passphrase alone, which nobody here knows any more.</summary>
    public bool IsLocked { get; init; }

    public int Downloads { get; set; }

    public DateTimeOffset? LastDownloadAt { get; set; }

    /// <summary>Of the opened file.</summary>
    public long Bytes { get; set; }

    public int Pages { get; set; }

    public Scope Scope => Scope.Export(Id);

    public static Field Field { get; } = new("export.file");

    public static Field PassphraseField { get; } = new("export.passphrase");

    /// <summary>Which columns it carries.</summary>
    public Exports Exports => Content is CopyContent.PortableArchive ? Exports.Portability : Exports.Both;

    /// <summary>Made, and neither its time nor its downloads are over; it may be held all the same.</summary>
    public bool IsHere(DateTimeOffset now) => State is CopyState.Ready && now < ExpiresAt && Downloads < MostDownloads;

    public bool MayBeDownloaded(DateTimeOffset now) => IsHere(now) && !IsHeld(now);

    public bool IsHeld(DateTimeOffset now) => now < HeldUntil;
}

/// <summary>What a copy is; the numbers are stored.</summary>
public enum CopyContent
{
    /// <summary>A PDF to read (GDPR Article 15).</summary>
    Paper = 0,

    /// <summary>Everything, as an archive (Article 15(3)).</summary>
    WholeArchive = 1,

    /// <summary>What she gave and what came from her use, as an archive to take elsewhere (Article 20).</summary>
    PortableArchive = 2,
}

/// <summary>Where a copy is; the numbers are stored.</summary>
public enum CopyState
{
    Preparing = 0,
    Ready = 1,
    Failed = 2,
    Cancelled = 3,

    /// <summary>Its key is destroyed and its file deleted.</summary>
    Gone = 4,
}
