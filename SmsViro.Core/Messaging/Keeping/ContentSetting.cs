using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Keeping;

/// <summary>How long an account keeps the texts and numbers of what it sent and got back; without a row it is <see cref="ContentDays.Default"/>.</summary>
public sealed class ContentSetting
{
    public AccountId AccountId { get; init; }

    public int Days { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>The choices.</summary>
public static class ContentDays
{
    /// <summary>Long enough to look something up and to settle a complaint; a third of the longest.</summary>
    public const int Default = 30;

    /// <summary>After so many days no network reports any more: the shortest wait for a message whose receipt never came.</summary>
    internal const int WithoutReceipt = 3;

    /// <summary>Up to here a day has a key of its own, because a month's would outlive what it seals by weeks.</summary>
    internal const int DailyKeys = 7;

    /// <summary>0 is as soon as the last receipt is final.</summary>
    public static IReadOnlyList<int> All { get; } = [0, 3, 7, 30, 90];
}

internal sealed class ContentSettingMapping : Mapping<ContentSetting>
{
    public override void Configure(EntityTypeBuilder<ContentSetting> builder)
    {
        builder.ToTable("ContentSettings");
        builder.HasKey(setting => setting.AccountId);
        builder.Property(setting => setting.AccountId).ValueGeneratedNever();
        builder.HasIndex(setting => setting.Days);
    }

    protected override void Declare(Columns<ContentSetting> columns)
    {
        columns.Called("How long texts are kept").OfAccount(setting => setting.AccountId).Default(Category.Profile);
        columns.InClear(setting => setting.Days, "Days", "a count");
        columns.InClear(setting => setting.ChangedAt, "Chosen", "a time").From(Origin.OurSystems);
        columns.NotPersonal("an id of ours", setting => setting.AccountId);
    }
}
