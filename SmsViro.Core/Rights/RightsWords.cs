using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights;

/// <summary>How this slice's states are said to the person they are about, on screen and on paper alike.</summary>
public static class RightsWords
{
    public static string Of(RequestKind kind) => kind switch
    {
        RequestKind.Copy => "Copy of my data",
        RequestKind.Erasure => "Erase my account",
        RequestKind.Portability => "Take my data elsewhere",
        RequestKind.Rectification => "Correct my data",
        RequestKind.Restriction => "Stop using my data for now",
        RequestKind.Objection => "Object to a use of my data",
        RequestKind.Complaint => "Complaint about my data",
        RequestKind.DecisionReview => "Have a decision looked at",
    };

    public static string Of(RequestKind kind, RequestState state) => state switch
    {
        // What was found about our own work is neither done nor refused.
        RequestState.Fulfilled when RequestMachine.IsSecondLook(kind) => RequestWords.Of(kind, RequestOutcome.Whole),
        RequestState.PartlyFulfilled when RequestMachine.IsSecondLook(kind) => RequestWords.Of(kind, RequestOutcome.Part),
        RequestState.Refused when RequestMachine.IsSecondLook(kind) => RequestWords.Of(kind, RequestOutcome.Refused),
        RequestState.Preparing => "Preparing",
        RequestState.CoolingOff => "Waiting, can be withdrawn",
        RequestState.Open => "With our staff",
        RequestState.Erasing => "Erasing",
        RequestState.Incomplete => "Incomplete, tried again",
        RequestState.Fulfilled => "Done",
        RequestState.Withdrawn => "Withdrawn",
        RequestState.Failed => "Could not be made",
        RequestState.Received => "Received",
        RequestState.IdentityPending => "Waits for identity",
        RequestState.InProgress => "In progress",
        RequestState.ClarificationPending => "A question is open",
        RequestState.Review => "A second person checks it",
        RequestState.Responding => "Answer on its way",
        RequestState.Duplicate => "Joined to an earlier one",
        RequestState.Lapsed => "Lapsed",
        RequestState.ForwardedToController => "Passed on",
        RequestState.Refused => "Refused",
        RequestState.PartlyFulfilled => "Done in part",
    };

    /// <summary>The state of one request, with what is known of it besides.</summary>
    public static string Of(RequestView view) => view.BeginsByItself ? "Begins within the hour" : Of(view.Request.Kind, view.Request.State);

    public static string Of(CopyContent content) => content switch
    {
        CopyContent.Paper => "PDF to read",
        CopyContent.WholeArchive => "Archive of everything",
        CopyContent.PortableArchive => "Archive to take elsewhere",
    };

    public static string Of(BalanceChoice choice) => choice switch
    {
        BalanceChoice.None => "Nothing to decide",
        BalanceChoice.PayBack => "Pay it back",
        BalanceChoice.GiveUp => "Given up",
    };

    public static string Of(CopyState state) => state switch
    {
        CopyState.Preparing => "Preparing",
        CopyState.Ready => "Ready",
        CopyState.Failed => "Could not be made",
        CopyState.Cancelled => "Cancelled",
        CopyState.Gone => "Gone, with its key",
    };

    public static string Of(RequestStep step, long? count = null) => (step, count) switch
    {
        (RequestStep.Received, _) => "Request received",
        (RequestStep.GraceWaived, _) => "You chose not to wait",
        (RequestStep.Withdrawn, _) => "You withdrew it",
        (RequestStep.Begun, _) => "Begun; the account is closed",
        (RequestStep.SendingStopped, _) => Counted(count, "No message was waiting", "message called off", "messages called off"),
        (RequestStep.LedgerWritten, _) => "Written into the erasure ledger, before anything is destroyed",
        (RequestStep.KeysDestroyed, _) => Counted(count, "Keys destroyed", "key destroyed", "keys destroyed"),
        (RequestStep.RowsErased, _) => Counted(count, "Nothing was left to remove", "row removed or emptied", "rows removed or emptied"),
        (RequestStep.Verified, _) => "Searched again: nothing left that should be gone",
        (RequestStep.LeftIncomplete, _) => Counted(count, "It stopped before its end; tried again", "store did not finish; tried again", "stores did not finish; tried again"),
        (RequestStep.Answered, _) => "Answered",
        (RequestStep.CopyReady, _) => "Copy ready",
        (RequestStep.CopyDownloaded, _) => "Copy downloaded",
        (RequestStep.CopyForgotten, _) => "Copy deleted and its key destroyed",
        (RequestStep.CopyFailed, _) => "The copy could not be made",
        (RequestStep.Logged, _) => "Written down by our staff",
        (RequestStep.Opened, _) => "Accepted as yours",
        (RequestStep.Assigned, _) => "A member of our staff has it",
        (RequestStep.IdentityAsked, _) => "We asked who sent it",
        (RequestStep.IdentityReminded, _) => "We reminded you to show that it is yours",
        (RequestStep.IdentityAccepted, _) => "Shown to be yours",
        (RequestStep.Lapsed, _) => "Lapsed: nobody showed whose it is",
        (RequestStep.ClarificationAsked, _) => "We asked what you mean",
        (RequestStep.ClarificationAnswered, _) => "You answered our question",
        (RequestStep.ClarificationNoted, _) => "Our staff wrote down your answer to our question",
        (RequestStep.ClarificationTakenBack, _) => "We took our question back and go on without an answer",
        (RequestStep.ExtensionProposed, _) => "More time was proposed; a second person decides",
        (RequestStep.ExtensionRefused, _) => "No more time: a second person did not agree, so the first date stands",
        (RequestStep.Extended, _) => "Extended once, with its reason",
        (RequestStep.ExtensionVoid, _) => "The notice of more time was late, so the first date stands",
        (RequestStep.Proposed, _) => "The answer waits for a second person",
        (RequestStep.Approved, _) => "The answer is settled",
        (RequestStep.SentBack, _) => "A second person wants another answer",
        (RequestStep.AnswerTakenBack, _) => "The answer is written again",
        (RequestStep.PartlyAnswered, _) => "Answered in part",
        (RequestStep.Refused, _) => "Refused, with the ground and your remedies",
        (RequestStep.Forwarded, _) => "Passed on to the company that decides",
        (RequestStep.Merged, _) => "Joined to an earlier request",
        (RequestStep.CopyStarted, _) => "The copy is being made",
        (RequestStep.RestrictionInForce, _) => Counted(count, "In force: nothing is sent, your data is only kept", "message batch held; your data is only kept", "message batches held; your data is only kept"),
        (RequestStep.RestrictionEndTold, _) => "We told you when the restriction ends",
        (RequestStep.RestrictionLifted, _) => "The restriction has ended",
        (RequestStep.ObjectionInForce, _) => "Your objection is in force",
        (RequestStep.Corrected, _) => "A value was put right",
        (RequestStep.StatementAdded, _) => "Your statement was set beside the record",
        (RequestStep.RecipientTold, _) => "Somebody who received the data was told",
        (RequestStep.BalanceSettled, _) => "What was left of the balance is booked",
        (RequestStep.HeldItemsKept, _) => Counted(count, "Nothing is under a hold", "item under a hold is kept", "items under a hold are kept"),
        (RequestStep.CertificateUndelivered, _) => "The certificate never reached the address; it stays at our desk",
        (RequestStep.FilesSearched, _) => Counted(count, "No file was there to search", "file searched byte by byte", "files searched byte by byte"),
        (RequestStep.BalanceChosen, _) => "What becomes of the money that is left is said",
        (RequestStep.FilesUnread, _) => Counted(count, "A file could not be read when we searched", "file could not be read when we searched", "files could not be read when we searched"),
        (RequestStep.BytesFound, _) => Counted(count, "Something was found in our files; we look into it", "file still held something of yours; we look into it", "files still held something of yours; we look into it"),
        (RequestStep.BackupsForgot, _) => "The last backup that held your data is gone",
        (RequestStep.AddressForgotten, _) => "The address we answered to is forgotten",
        _ => "A step this version does not know",
    };

    public static string Of(LawfulBasis basis) => basis switch
    {
        LawfulBasis.Contract => "Contract: it is part of what was asked of us (Article 6(1)(b))",
        LawfulBasis.LegalObligation => "Law obliges us (Article 6(1)(c))",
        LawfulBasis.LegitimateInterests => "Our legitimate interest, which you may object to (Article 6(1)(f))",
        LawfulBasis.Consent => "Your consent, which you may withdraw (Article 6(1)(a))",
    };

    /// <summary>The ground of an activity with the interest behind it and the way to object, where it is ours.</summary>
    public static string Ground(Activity activity) =>
        activity is { Interest: { } interest, Objection: { } objection } ? $"{Of(activity.Basis)}: {interest}. {objection}" : Of(activity.Basis);

    /// <summary>The ground in two words, for a table on screen.</summary>
    public static string InBrief(LawfulBasis basis) => basis switch
    {
        LawfulBasis.Contract => "Contract",
        LawfulBasis.LegalObligation => "Law",
        LawfulBasis.LegitimateInterests => "Our interest",
        LawfulBasis.Consent => "Your consent",
    };

    public static string Of(Origin origin) => origin switch
    {
        Origin.You => "you",
        Origin.OurSystems => "our systems",
        Origin.OtherCustomers => "other customers",
        Origin.Operators => "mobile operators",
        Origin.OurStaff => "our staff",
    };

    private static string Counted(long? count, string none, string one, string many) => count switch
    {
        null or 0 => none,
        1 => $"1 {one}",
        _ => $"{count.Value.ToString("N0", CultureInfo.InvariantCulture)} {many}",
    };
}
