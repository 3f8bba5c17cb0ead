using SmsViro.Core.Encryption;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What is sealed in request/{id}, as the seals name it.</summary>
internal static class RequestFields
{
    public static Field About { get; } = new("request.about");

    public static Field Wish { get; } = new("request.wish");

    public static Field Wanted { get; } = new("request.wanted");

    public static Field LateBecause { get; } = new("request.late-because");

    public static Field Answer { get; } = new("request.answer");

    public static Field ExtensionBecause { get; } = new("request.extension-because");

    public static Field Question { get; } = new("clarification.question");

    public static Field Reply { get; } = new("clarification.reply");

    public static Field Note { get; } = new("request-note.text");

    public static Field LetterSubject { get; } = new("request-letter.subject");

    public static Field LetterBody { get; } = new("request-letter.body");

    public static Field LetterAfterwards { get; } = new("request-letter.afterwards");

    public static Field CorrectionWas { get; } = new("correction.was");

    public static Field CorrectionIs { get; } = new("correction.is");

    public static Field ToldHow { get; } = new("recipient-task.how");
}
