using SmsViro.Core.Encryption;

namespace SmsViro.Core.Messaging;

/// <summary>How what was typed is sealed into a draft. Nothing typed is no value: so a list finds the drafts that hold something, and counts them, without opening one.</summary>
internal static class DraftSeals
{
    public static Sealed? SealTyped(this Box box, Field field, Guid draft, string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : box.Seal(field, draft, typed);
}
