using SmsViro.Core.Encryption;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The sealed columns and digests of this folder, as their seals name them.</summary>
internal static class RecipientFields
{
    /// <summary>Numbers that wait for their code: they live a day at most, so one key serves them all.</summary>
    public static Scope Sessions { get; } = Scope.Parse("system/recipients");

    public static Field SessionNumber { get; } = new("recipient-session.number");

    public static Field RequestNumber { get; } = new("recipient-request.number");

    public static Field Note { get; } = new("recipient-request.note");

    public static Field Answer { get; } = new("recipient-request.answer");

    public static Field SentBack { get; } = new("recipient-request.sent-back");

    /// <summary>A number as sessions and requests are found by it.</summary>
    public static Field NumberIndex { get; } = new("recipient-number.v1");

    public static Field Code { get; } = new("recipient-code.v1");

    public static Field Quota { get; } = new("recipient-quota.v1");
}
