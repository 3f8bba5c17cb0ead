using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Staff;

/// <summary>What staff pages say alike.</summary>
internal static class StaffWords
{
    public const string NotRecorded = "The audit trail cannot be written at this moment, so nothing is shown. Try again in a minute";

    /// <summary>"C-9f31c2a4": enough of an account's id to tell two apart on the telephone; its random end, for the start is a time.</summary>
    public static string Short(AccountId account) => $"C-{account.Value.ToString("N")[^8..]}";

    /// <summary>What is asked, as staff call it; its sender reads it in the first person.</summary>
    public static string Of(RequestKind kind) => kind switch
    {
        RequestKind.Copy => "Copy of data",
        RequestKind.Erasure => "Erasure",
        RequestKind.Portability => "Portability",
        RequestKind.Rectification => "Correction",
        RequestKind.Restriction => "Restriction",
        RequestKind.Objection => "Objection",
        RequestKind.Complaint => "Complaint",
        RequestKind.DecisionReview => "Decision review",
    };

    public static string? For(DoorRefusal refusal) => refusal switch
    {
        DoorRefusal.NoReason => "Say why you look, in at least 5 letters. The customer reads it",
        DoorRefusal.NotRecorded => NotRecorded,
        DoorRefusal.NotStaff or DoorRefusal.Nobody => null,
    };
}
