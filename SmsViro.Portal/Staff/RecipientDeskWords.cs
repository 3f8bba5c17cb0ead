using System.Globalization;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>Recipients' requests in the desk's words.</summary>
internal static class RecipientDeskWords
{
    public static string Of(RecipientRequestKind kind) => kind switch
    {
        RecipientRequestKind.Erasure => "Erasure of a number",
        RecipientRequestKind.Objection => "Objection",
        RecipientRequestKind.Question => "Question to a sender",
    };

    public static string Of(RecipientRequestState state) => state switch
    {
        RecipientRequestState.Open => "Open",
        RecipientRequestState.Running => "Under way",
        RecipientRequestState.Answered => "Answered",
        RecipientRequestState.Incomplete => "Incomplete",
        RecipientRequestState.Review => "Needs a second look",
    };

    public static Tone ToneOf(RecipientRequestState state) => state switch
    {
        RecipientRequestState.Open => Tone.Info,
        RecipientRequestState.Running => Tone.Wait,
        RecipientRequestState.Answered => Tone.Good,
        RecipientRequestState.Incomplete => Tone.Bad,
        RecipientRequestState.Review => Tone.Doubt,
    };

    public static string Of(RecipientStep step, long? count) => step switch
    {
        RecipientStep.Received => "Received, the number proved",
        RecipientStep.SendersStopped => string.Create(CultureInfo.InvariantCulture, $"{count ?? 0:N0} {(count == 1 ? "sender" : "senders")} stopped"),
        RecipientStep.Forwarded => "Forwarded to its sender, who is the controller",
        RecipientStep.LedgerWritten => "Written into the erasure ledger, before anything is emptied",
        RecipientStep.RowsEmptied => string.Create(CultureInfo.InvariantCulture, $"{count ?? 0:N0} {(count == 1 ? "row" : "rows")} emptied"),
        RecipientStep.Verified => "Searched again: nothing left",
        RecipientStep.LeftIncomplete => "Did not finish",
        RecipientStep.Answered => "Answered",
        RecipientStep.LookupAsked => "A look-up was asked for",
        RecipientStep.LookupApproved => "A second person agreed to the look-up",
        RecipientStep.LookupRefused => "A second person refused the look-up",
        RecipientStep.HeldItemsKept => string.Create(CultureInfo.InvariantCulture, $"{count ?? 0:N0} {(count == 1 ? "item" : "items")} under a hold kept for it alone"),
        RecipientStep.AnswerDrafted => "The answer waits for a second person",
        RecipientStep.AnswerSentBack => "A second person wants another answer",
        RecipientStep.AnswerTakenBack => "The answer is written again",
        RecipientStep.SenderReminded => "Its sender was reminded by mail",
        RecipientStep.NumberForgotten => "The number and the words are forgotten",
    };

    public static string Of(LookupState state) => state switch
    {
        LookupState.Asked => "Waits for a second person",
        LookupState.Running => "Searching",
        LookupState.Ready => "Ready",
        LookupState.Refused => "Refused",
        LookupState.Failed => "Could not be made",
    };

    public static string For(LookupRefusal refusal) => refusal switch
    {
        LookupRefusal.NotStaff => "This is not yours to do or to see",
        LookupRefusal.NoReason => "Say why in 10 to 400 characters. Nothing was begun",
        LookupRefusal.NoOpenRequest => "The request has been answered, so nobody may search for it any more",
        LookupRefusal.AlreadyAsked => "One waits or runs already",
        LookupRefusal.TooMany => "The limit of the day is reached. Nothing was begun",
        LookupRefusal.SamePerson => "Whoever asks cannot agree. Another member of staff decides",
        LookupRefusal.NotNow => "It was decided already, or its day is over",
    };
}
