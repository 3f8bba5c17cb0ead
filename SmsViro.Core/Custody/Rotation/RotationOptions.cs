namespace SmsViro.Core.Custody.Rotation;

/// <summary>How long keys live: the section <c>Rotation</c>.</summary>
public sealed class RotationOptions
{
    public const string Section = "Rotation";

    /// <summary>How long an empty epoch's root key is kept, should a rewrapping have to be looked into; part of the horizon of an erasure, so it is set there: Custody:EpochGraceDays.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(5);

    /// <summary>The age at which a data key is replaced.</summary>
    public TimeSpan DataKeyAge { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The age at which an index key is replaced.</summary>
    public TimeSpan IndexKeyAge { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a retired key is kept: a backup of the data from before the replacing opens with no other. As long as such a backup lives, so it is set there: Custody:DataBackupDays.</summary>
    public TimeSpan Settle { get; set; } = TimeSpan.FromDays(35);
}
