using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Shell;

/// <summary>How the day an answer is due is explained, to its reader and at the desk alike.</summary>
public static class DueWords
{
    /// <summary>Who set the day.</summary>
    public static string Label(PrivacyRequest request) => request.Kind is RequestKind.Complaint ? "Due by our own rule" : "Due by law";

    public static string Why(PrivacyRequest request)
    {
        var why = RequestWords.Period(request.Kind, request.Jurisdiction);
        return $"{char.ToUpperInvariant(why[0])}{why[1..]}{(request.Calendar is { } calendar ? $". Holidays: {calendar}" : "")}";
    }
}
