using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>What the desk says about a request: what comes next, what each form asks, and why an act was refused.</summary>
internal static class DeskWords
{
    /// <summary>The one thing to do now, for the person reading.</summary>
    public static string Next(PrivacyRequest request, UserId me) => request.State switch
    {
        RequestState.Received => "Check that it comes from the customer. Then accept it, or ask for proof of identity.",
        RequestState.IdentityPending => "It waits until the customer shows who they are.",
        RequestState.Open when request.Kind is RequestKind.Erasure => "It can be carried out. To refuse it or a part of it, take it first.",
        RequestState.Open => "Nobody has this request yet. Take it to answer it.",
        RequestState.InProgress when request is { Kind: RequestKind.Erasure, Outcome: null } && request.AssignedTo == me => "You have this request. Carry it out below; or ask first, or write the answer that refuses it or a part of it.",
        RequestState.InProgress when request is { Outcome: not null } && request.AssignedTo == me => "The answer came back. It is below as it was written: correct it, then save it.",
        RequestState.InProgress when request.AssignedTo == me => "You have this request. Write the answer, or ask first if anything is unclear.",
        RequestState.InProgress => "A colleague has this request.",
        RequestState.ClarificationPending => "A question to the customer is open. If the answer comes by telephone, letter or e-mail, write it down here.",
        RequestState.Review when request.AssignedTo == me || request.ProposedBy == me => "The answer waits for a second person. It cannot be you, because you wrote it or have the request.",
        RequestState.Review => "You are the second person. Read the answer and its letter on this page, then approve it, or send it back and say why.",
        RequestState.Responding => "The answer is settled. Read its letter on this page, then send it.",
        RequestState.Preparing => "The copy is being made. There is nothing to do.",
        RequestState.CoolingOff => "It waits, in case the customer thinks again.",
        RequestState.Erasing => "The erasure is running. There is nothing to do.",
        RequestState.Incomplete => "The erasure did not finish. It is tried again by itself.",
        RequestState.Fulfilled or RequestState.PartlyFulfilled or RequestState.Refused or RequestState.Withdrawn or RequestState.Failed
            or RequestState.Duplicate or RequestState.Lapsed or RequestState.ForwardedToController => "This request has ended. You can still keep a note.",
    };

    public static string Of(RequestKind kind, RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Whole when !RequestMachine.IsSecondLook(kind) => "All that is asked",
        RequestOutcome.Part when !RequestMachine.IsSecondLook(kind) => "A part of it",
        RequestOutcome.Refused when !RequestMachine.IsSecondLook(kind) => "Refuse it",
        RequestOutcome.Whole or RequestOutcome.Part or RequestOutcome.Refused => RequestWords.Of(kind, outcome),
    };

    /// <summary>What the letter tells her by what was found about our own work; null for a request, whose outcome says it.</summary>
    public static string? Tells(RequestKind kind, RequestOutcome outcome) => (kind, outcome) switch
    {
        (RequestKind.Complaint, RequestOutcome.Whole) => "The letter tells the customer: you were right",
        (RequestKind.Complaint, RequestOutcome.Part) => "The letter tells the customer: you were right in part",
        (RequestKind.Complaint, RequestOutcome.Refused) => "The letter tells the customer that we do not uphold the complaint",
        (RequestKind.DecisionReview, RequestOutcome.Whole) => "The letter tells the customer that what a rule had refused is changed",
        (RequestKind.DecisionReview, RequestOutcome.Part) => "The letter tells the customer that a part of it is changed",
        (RequestKind.DecisionReview, RequestOutcome.Refused) => "The letter tells the customer that it stands",
        _ => null,
    };

    /// <summary>What happens while a question is open and nobody answers it.</summary>
    public static string Silence(PrivacyRequest request) => request.Jurisdiction switch
    {
        Jurisdiction.UnitedKingdom =>
            $"If the customer stays silent, nothing happens by itself: the request stays open and its days do not count. Take the question back to answer with what you know. Its days then count like all others, and the answer is due by {TimeText.Of(request.DueOn)}.",
        Jurisdiction.EuropeanUnion => $"If the customer stays silent, the month goes on and the answer is due by {TimeText.Of(request.DueOn)} all the same. Take the question back to answer with what you know.",
    };

    /// <summary>Short enough for a list; the letter says it in a sentence.</summary>
    public static string Of(RefusalGround ground) => $"{Short(ground)}, {RefusalGrounds.Article(ground)}";

    public static string Of(ExtensionReason reason) => reason switch
    {
        ExtensionReason.Complexity => "The request is complex",
        ExtensionReason.NumberOfRequests => "There are several requests",
    };

    public static string Title(DeskForm form) => form switch
    {
        DeskForm.Answer => "The answer",
        DeskForm.Question => "A question to the customer",
        DeskForm.Reply => "What the customer answered",
        DeskForm.Extension => "Why it takes longer",
        DeskForm.Identity => "Proof of identity: why we doubt who sent it",
        DeskForm.Correction => "A detail put right",
        DeskForm.Statement => "The customer’s statement beside a record",
        DeskForm.Told => "A recipient that was told",
        DeskForm.RestrictionEnd => "The end of the restriction",
        DeskForm.Forward => "The company that decides",
        DeskForm.SendBack => "Why the answer goes back",
        DeskForm.NoMoreTime => "Why there is no more time",
        DeskForm.Note => "A note",
    };

    public static string Asks(DeskForm form) => form switch
    {
        DeskForm.Answer => "Your answer",
        DeskForm.Question => "Your question",
        DeskForm.Reply => "The customer’s answer",
        DeskForm.Extension => "Why we need more time",
        DeskForm.Identity => "Why we doubt it",
        DeskForm.Correction => "What is right",
        DeskForm.Statement => "The customer’s words",
        DeskForm.Told => "How, or why it was impossible",
        DeskForm.RestrictionEnd => "Why it ends",
        DeskForm.SendBack or DeskForm.NoMoreTime => "Why, for your colleague",
        DeskForm.Forward => "Which company, and how the customer reaches it",
        DeskForm.Note => "Your note",
    };

    public static string Help(DeskForm form, Jurisdiction jurisdiction) => form switch
    {
        DeskForm.Question when jurisdiction is Jurisdiction.UnitedKingdom => "The customer reads this. From today until the answer the days do not count, so the month ends that much later",
        DeskForm.Question => "The customer reads this. The days count all the same: our answer is due on the same day, answered or not",
        DeskForm.SendBack => "A sealed note; not in any letter, but the customer finds it in a copy of their data. The answer stays as it is, to be corrected",
        DeskForm.NoMoreTime => "A sealed note; not in any letter, but the customer finds it in a copy of their data. The first date stands",
        DeskForm.Note => "Sealed. The customer finds it in a copy of their data",
        DeskForm.Extension => "At least 40 letters. The customer reads them in the notice, which a second person sends before the first date",
        DeskForm.Reply => "As it was said on the telephone, or written by letter or e-mail",
        DeskForm.RestrictionEnd => "The customer is told a week before. It never ends unless the letter has gone",
        DeskForm.Correction => "What stood there before is kept for the customer to see",
        _ => "The customer reads this",
    };

    public static string Act(DeskForm form) => form switch
    {
        DeskForm.Answer => "Save the answer",
        DeskForm.Question => "Ask the customer",
        DeskForm.Reply => "Write it down",
        DeskForm.Extension => "Propose the extension",
        DeskForm.Identity => "Ask for proof of identity",
        DeskForm.Correction => "Put it right",
        DeskForm.Statement => "Set it beside the record",
        DeskForm.Told => "Record it",
        DeskForm.RestrictionEnd => "Tell the customer that it ends",
        DeskForm.Forward => "Pass the request on",
        DeskForm.SendBack => "Send it back",
        DeskForm.NoMoreTime => "Say no to more time",
        DeskForm.Note => "Keep the note",
    };

    /// <summary>What was done, once it was.</summary>
    public static string Done(DeskForm form) => form switch
    {
        DeskForm.Answer => "The answer is saved",
        DeskForm.Question => "The customer is asked",
        DeskForm.Reply => "The customer’s answer is written down",
        DeskForm.Extension => "More time is proposed",
        DeskForm.Identity => "The customer is asked for proof of identity",
        DeskForm.Correction => "The detail is put right",
        DeskForm.Statement => "The statement stands beside the record",
        DeskForm.Told => "It is recorded who was told",
        DeskForm.RestrictionEnd => "The customer is told that the restriction ends",
        DeskForm.Forward => "The request is passed on",
        DeskForm.SendBack => "The answer is sent back",
        DeskForm.NoMoreTime => "More time is refused",
        DeskForm.Note => "The note is kept",
    };

    private static string Short(RefusalGround ground) => ground switch
    {
        RefusalGround.ManifestlyUnfounded => "Unfounded",
        RefusalGround.Excessive => "Excessive",
        RefusalGround.CannotIdentify => "Not told apart",
        RefusalGround.RightsOfOthers => "Rights of others",
        RefusalGround.FreedomOfExpression => "Free expression",
        RefusalGround.LegalObligation => "A legal duty",
        RefusalGround.PublicHealth => "Public health",
        RefusalGround.Archiving => "Archives, research",
        RefusalGround.LegalClaims => "Legal claims",
        RefusalGround.RestrictedByLaw => "Restricted by law",
        RefusalGround.CompellingGrounds => "Compelling grounds",
        RefusalGround.RecordIsRight => "The record is right",
    };

    public static string For(DeskRefusal refusal, DeskForm form) => refusal switch
    {
        DeskRefusal.NotStaff => "Your role has changed, so nothing was done",
        DeskRefusal.NoSuchRequest => "There is no such request of this customer. Nothing was done",
        DeskRefusal.NotNow => "The request has moved on, and this is not possible any more. Nothing was done",
        DeskRefusal.NobodyHasIt => "Take the request first. Nothing was done",
        DeskRefusal.NeedsSecondPerson => "You have the request or wrote its answer, so a second person decides. Nothing was done",
        DeskRefusal.NotAuthor => "Only whoever wrote the answer or has the request takes it back. Nothing was done",
        DeskRefusal.WrittenAnew => "It was written again since you read it. Read it, then decide. Nothing was done",
        DeskRefusal.NoOutcome => "Write the answer first. Nothing was done",
        DeskRefusal.NeedsWords => form is DeskForm.Extension ? $"Write at least {ExtendRequest.ShortestReason} letters: the customer reads why it takes longer" : "Write at least 10 letters",
        DeskRefusal.NeedsOutcome => "Choose what the letter tells the customer",
        DeskRefusal.NeedsGround => form is DeskForm.Extension ? "Choose why it takes longer" : "Choose the legal ground",
        DeskRefusal.NoSuchGround => "The law names no such ground for this right. Choose another; nothing was done",
        DeskRefusal.TooLate => "The first date is here, so an extension can no longer be told in time. Nothing was done",
        DeskRefusal.AlreadyExtended => "It was extended already, and the law allows one extension. Nothing was done",
        DeskRefusal.NeverExtended => "A complaint and a second look at a decision are answered within the month; nothing lets them take longer. Nothing was done",
        DeskRefusal.NotTheSame => "The other request is not from this customer, not of this kind or not older. Nothing was done",
        DeskRefusal.NoSuchRecord => "The customer has no such record. Check the reference; nothing was done",
        DeskRefusal.NotAValue => "This cannot be that detail. Write it as the customer would on their profile: a number with its country code, a time zone such as Europe/London",
    };
}
