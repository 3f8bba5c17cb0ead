using SmsViro.Core.Values;
using static SmsViro.Core.Rights.Requests.RequestState;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What moves a request; each is a button, a form or a deed of the portal.</summary>
public enum RequestAct
{
    Open,
    AskIdentity,
    AcceptIdentity,
    Lapse,
    Merge,
    Assign,
    AskClarification,
    TakeClarification,
    Propose,
    SendBack,

    /// <summary>Whoever wrote the answer, or has the request, wants to write it again before its letter goes.</summary>
    TakeBack,
    Approve,
    Settle,
    HonourAtOnce,
    Answer,
    Forward,
    Withdraw,
    StartCopy,
    FinishCopy,
    FailCopy,
    EndWait,
    BeginErasure,
    LeaveIncomplete,
    FinishErasure,

    /// <summary>She ends the pause she had asked for: what she asked was done, for as long as she wanted it.</summary>
    EndPause,
}

/// <summary>What must be true besides the state.</summary>
[Flags]
public enum RequestGuard
{
    None = 0,

    /// <summary>A member of staff has it.</summary>
    Assigned = 1,

    /// <summary>Whoever acts neither has it nor wrote its answer.</summary>
    SecondPerson = 2,

    /// <summary>An outcome stands.</summary>
    Outcome = 4,

    /// <summary>The outcome is everything she asked for: nobody else needs to look.</summary>
    WholeOutcome = 8,

    /// <summary>Whoever acts has it or wrote its answer, and the answer was written by a person.</summary>
    Author = 16,
}

/// <summary>One way from a state to another.</summary>
public sealed record Transition(RequestAct Act, RequestState From, RequestState To, RequestGuard Guard, IReadOnlyCollection<RequestKind> Kinds);

/// <summary>The life of a request as one table. A state is reached by a row of it or not at all: <see cref="PrivacyRequest.State"/> asks it.</summary>
public static class RequestMachine
{
    private static readonly RequestKind[] Every = Enum.GetValues<RequestKind>();
    private static readonly RequestKind[] Copies = [RequestKind.Copy, RequestKind.Portability];
    private static readonly RequestKind[] Erasures = [RequestKind.Erasure];
    private static readonly RequestKind[] ByHand = [RequestKind.Rectification, RequestKind.Restriction, RequestKind.Objection];

    // They are about our own work: whoever answers never has the last word, and nobody else is asked to answer.
    private static readonly RequestKind[] SecondLooks = [RequestKind.Complaint, RequestKind.DecisionReview];

    public static IReadOnlyList<Transition> Table { get; } =
    [
        .. Rows(RequestAct.Open, Every, RequestGuard.None, [Received], RequestState.Open),
        .. Rows(RequestAct.AskIdentity, Every, RequestGuard.None, [Received, RequestState.Open], IdentityPending),
        .. Rows(RequestAct.AcceptIdentity, Every, RequestGuard.None, [IdentityPending], RequestState.Open),
        .. Rows(RequestAct.Lapse, Every, RequestGuard.None, [IdentityPending], Lapsed),

        // Never out of IdentityPending: a duplicate must not keep anybody from proving who she is.
        .. Rows(RequestAct.Merge, Every, RequestGuard.None, [Received, RequestState.Open, InProgress], Duplicate),
        .. Rows(RequestAct.Assign, Every, RequestGuard.None, [RequestState.Open], InProgress),
        .. Rows(RequestAct.AskClarification, Every, RequestGuard.Assigned, [InProgress], ClarificationPending),
        .. Rows(RequestAct.TakeClarification, Every, RequestGuard.None, [ClarificationPending], InProgress),
        .. Rows(RequestAct.Propose, Every, RequestGuard.Assigned | RequestGuard.Outcome, [InProgress], Review),
        .. Rows(RequestAct.SendBack, Every, RequestGuard.SecondPerson, [Review], InProgress),
        .. Rows(RequestAct.TakeBack, Every, RequestGuard.Author, [Review, Responding], InProgress),
        .. Rows(RequestAct.Approve, Every, RequestGuard.SecondPerson | RequestGuard.Outcome, [Review], Responding),
        .. Rows(RequestAct.Settle, ByHand, RequestGuard.Assigned | RequestGuard.WholeOutcome, [InProgress], Responding),
        .. Rows(RequestAct.HonourAtOnce, [RequestKind.Objection], RequestGuard.WholeOutcome, [RequestState.Open], Responding),
        .. Rows(RequestAct.Answer, [.. ByHand, .. SecondLooks], RequestGuard.Outcome, [Responding], Fulfilled),
        .. Rows(RequestAct.Answer, Every, RequestGuard.Outcome, [Responding], PartlyFulfilled),
        .. Rows(RequestAct.Answer, Every, RequestGuard.Outcome, [Responding], Refused),
        .. Rows(RequestAct.Forward, [.. Every.Except(SecondLooks)], RequestGuard.Assigned, [InProgress], ForwardedToController),
        .. Rows(RequestAct.Withdraw, Every, RequestGuard.None, [Received, IdentityPending, RequestState.Open, InProgress, ClarificationPending, Review], Withdrawn),
        .. Rows(RequestAct.Withdraw, Erasures, RequestGuard.None, [CoolingOff], Withdrawn),
        .. Rows(RequestAct.Withdraw, Copies, RequestGuard.None, [Preparing], Withdrawn),
        .. Rows(RequestAct.StartCopy, Copies, RequestGuard.None, [RequestState.Open, InProgress], Preparing),
        .. Rows(RequestAct.FinishCopy, Copies, RequestGuard.None, [Preparing], Fulfilled),
        .. Rows(RequestAct.FailCopy, Copies, RequestGuard.None, [Preparing], Failed),
        .. Rows(RequestAct.EndWait, Erasures, RequestGuard.None, [CoolingOff], RequestState.Open),
        .. Rows(RequestAct.BeginErasure, Erasures, RequestGuard.None, [CoolingOff, RequestState.Open, InProgress, Incomplete], RequestState.Erasing),
        .. Rows(RequestAct.LeaveIncomplete, Erasures, RequestGuard.None, [RequestState.Erasing], Incomplete),
        .. Rows(RequestAct.FinishErasure, Erasures, RequestGuard.None, [RequestState.Erasing], Fulfilled),
        .. Rows(RequestAct.FinishErasure, Erasures, RequestGuard.None, [RequestState.Erasing], PartlyFulfilled),

        // Not where an answer is written already: it is still owed to her.
        .. Rows(RequestAct.EndPause, [RequestKind.Restriction], RequestGuard.None, [RequestState.Open, InProgress, ClarificationPending], Fulfilled),
    ];

    /// <summary>Answers are given and stay given.</summary>
    public static bool IsEnd(RequestState state) => state switch
    {
        Fulfilled or PartlyFulfilled or Refused or Withdrawn or Failed or Duplicate or Lapsed or ForwardedToController => true,
        Preparing or CoolingOff or RequestState.Open or RequestState.Erasing or Incomplete or Received or IdentityPending or InProgress or ClarificationPending or Review or Responding => false,
    };

    public static bool Allows(RequestKind kind, RequestState from, RequestState to) => Table.Any(row => row.From == from && row.To == to && row.Kinds.Contains(kind));

    /// <summary>True for what judges our own work: it has no refusal ground, takes no longer than a month, and its answer always needs a second person.</summary>
    public static bool IsSecondLook(RequestKind kind) => SecondLooks.Contains(kind);

    /// <summary>Why an act is not possible now; null when it is. Whether an answer stands is asked by <see cref="Lacks"/>, for the act may bring it.</summary>
    public static DeskRefusal? Refusal(PrivacyRequest request, RequestAct act, UserId actor)
    {
        if (GuardOf(request, act) is not { } guard) return DeskRefusal.NotNow;
        if (guard.HasFlag(RequestGuard.Assigned) && request.AssignedTo is null) return DeskRefusal.NobodyHasIt;

        var isHers = actor == request.AssignedTo || actor == request.ProposedBy;
        if (guard.HasFlag(RequestGuard.SecondPerson) && isHers) return DeskRefusal.NeedsSecondPerson;
        return guard.HasFlag(RequestGuard.Author) && !(isHers && request.ProposedBy is not null) ? DeskRefusal.NotAuthor : null;
    }

    /// <summary>What the answer lacks for an act, once the act has said all it has to say; null when nothing.</summary>
    public static DeskRefusal? Lacks(PrivacyRequest request, RequestAct act) => GuardOf(request, act) switch
    {
        { } guard when guard.HasFlag(RequestGuard.WholeOutcome) && request.Outcome is not RequestOutcome.Whole => DeskRefusal.NeedsSecondPerson,
        { } guard when guard.HasFlag(RequestGuard.Outcome) && request.Outcome is null => DeskRefusal.NoOutcome,
        _ => null,
    };

    /// <summary>Where an act leads from here; null where it leads nowhere or its answer decides.</summary>
    public static RequestState? Next(PrivacyRequest request, RequestAct act) => WaysOf(request, act) is [var only] ? only.To : null;

    private static RequestGuard? GuardOf(PrivacyRequest request, RequestAct act) => WaysOf(request, act) is [var first, ..] ? first.Guard : null;

    private static List<Transition> WaysOf(PrivacyRequest request, RequestAct act) =>
        [.. Table.Where(row => row.Act == act && row.From == request.State && row.Kinds.Contains(request.Kind))];

    private static IEnumerable<Transition> Rows(RequestAct act, IReadOnlyCollection<RequestKind> kinds, RequestGuard guard, IEnumerable<RequestState> from, RequestState to) =>
        from.Select(state => new Transition(act, state, to, guard, kinds));
}
