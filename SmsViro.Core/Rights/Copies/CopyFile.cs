using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>One copy of a person's data: the sealed file and how long it may live. Its id is its request's.</summary>
public sealed class CopyFile
{
    public const int MostDownloads = 5;

    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public CopyState State { get; set; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? ReadyAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public int Downloads { get; set; }

    public DateTimeOffset? LastDownloadAt { get; set; }

    /// <summary>Of the opened file.</summary>
    public long Bytes { get; set; }

    public int Pages { get; set; }

    public Scope Scope => Scope.Export(Id);

    public static Field Field { get; } = new("export.file");

    public bool MayBeDownloaded(DateTimeOffset now) => State is CopyState.Ready && now < ExpiresAt && Downloads < MostDownloads;
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
