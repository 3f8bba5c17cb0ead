using SmsViro.Core.Encryption;

namespace SmsViro.Core.Messaging;

/// <summary>How what was typed is sealed into a draft. A draft with nothing typed but blanks has no values: so those that hold something are found, and counted, without opening one.</summary>
internal static class DraftSeals
{
    public static (Sealed? Number, Sealed? Text) SealDraft(this Box box, Guid draft, string? number, string? text) =>
        string.IsNullOrWhiteSpace(number) && string.IsNullOrWhiteSpace(text) ? (null, null)
        : (box.SealTyped(MessagingFields.DraftNumber, draft, number), box.SealTyped(MessagingFields.DraftText, draft, text));

    private static Sealed? SealTyped(this Box box, Field field, Guid draft, string? typed) => string.IsNullOrEmpty(typed) ? null : box.Seal(field, draft, typed);
}
