using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>One request, from the instant it reached us to our answer.</summary>
public sealed class PrivacyRequest
{
    private RequestState _state;

    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public RequestKind Kind { get; init; }

    /// <summary>Only along a row of <see cref="RequestMachine.Table"/>; anything else is a defect and stops here.</summary>
    public RequestState State
    {
        get => _state;
        set
        {
            if (_state != default && _state != value && !RequestMachine.Allows(Kind, _state, value))
                throw new InvalidOperationException($"A request of kind {Kind} does not go from {_state} to {value}.");

            _state = value;
        }
    }

    public int Year { get; init; }

    /// <summary>Counted from 1 in each year, all kinds together.</summary>
    public int Sequence { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public RequestChannel Channel { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    /// <summary>By law, holidays, pauses, proof of identity and an extension taken in.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>The file of holidays that set <see cref="DueOn"/>.</summary>
    public string? Calendar { get; set; }

    /// <summary>An erasure is not begun before; null when its sender waived the wait.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The member of staff who has it.</summary>
    public UserId? AssignedTo { get; set; }

    /// <summary>What its sender wants done with the money left, for an erasure.</summary>
    public BalanceChoice Balance { get; set; }

    /// <summary>The member of staff who carries an erasure out.</summary>
    public UserId? CarriedOutBy { get; set; }

    /// <summary>Who wrote the answer or the extension that waits for a second person.</summary>
    public UserId? ProposedBy { get; set; }

    public UserId? ReviewedBy { get; set; }

    /// <summary>Who wrote a request down that did not come through the portal.</summary>
    public UserId? LoggedBy { get; init; }

    public DateTimeOffset? IdentityAskedAt { get; set; }

    public DateTimeOffset? IdentityProvidedAt { get; set; }

    /// <summary>What her wish is about: the category of the value she disputes.</summary>
    public Sealed? About { get; set; }

    /// <summary>Her words: what is wrong and why, or the letter we received.</summary>
    public Sealed? Wish { get; set; }

    /// <summary>What should stand instead.</summary>
    public Sealed? Wanted { get; set; }

    /// <summary>Why a request was logged more than a day after it reached us.</summary>
    public Sealed? LateBecause { get; init; }

    public RestrictionGround? RestrictionGround { get; init; }

    /// <summary>The use of her data she objects to.</summary>
    public LegitimateUse? ObjectsTo { get; init; }

    public RequestOutcome? Outcome { get; set; }

    public RefusalGround? Ground { get; set; }

    /// <summary>The words of our answer, until and after it is sent.</summary>
    public Sealed? Answer { get; set; }

    public ExtensionReason? ExtensionReason { get; set; }

    /// <summary>Why it takes longer, as she reads it.</summary>
    public Sealed? ExtensionBecause { get; set; }

    /// <summary>When the notice of the extension went; null while it is only proposed.</summary>
    public DateTimeOffset? ExtendedAt { get; set; }

    /// <summary>When a mail server took that notice: without it, sent in time, the first date stands.</summary>
    public DateTimeOffset? ExtensionToldAt { get; set; }

    /// <summary>When she was reminded to show who she is.</summary>
    public DateTimeOffset? IdentityRemindedAt { get; set; }

    /// <summary>The last warning our staff had: working days left.</summary>
    public int? WarnedAt { get; set; }

    /// <summary>The earlier request that is answered instead.</summary>
    public Guid? DuplicateOf { get; set; }

    /// <summary>The address to answer to, copied before an erasure takes every other copy; sealed in request/{id}, gone 30 days after the answer.</summary>
    public Sealed? AnswerTo { get; set; }

    /// <summary>"E-2026-0031": what it is called on screen, on paper and on the telephone.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Letter}-{Year}-{Sequence:0000}");

    public bool HasEnded => RequestMachine.IsEnd(State);

    /// <summary>True while its sender may take it back.</summary>
    public bool MayBeWithdrawn => Kind is not (RequestKind.Copy or RequestKind.Portability) && RequestMachine.Refusal(this, RequestAct.Withdraw, UserId) is null;

    public bool IsExtended => ExtendedAt is not null;

    // A for access: letters already sent carry it. L for limitation, because R has been the correction's from the start.
    private char Letter => Kind switch
    {
        RequestKind.Copy => 'A',
        RequestKind.Erasure => 'E',
        RequestKind.Portability => 'P',
        RequestKind.Rectification => 'R',
        RequestKind.Restriction => 'L',
        RequestKind.Objection => 'O',
        RequestKind.Complaint => 'C',
        RequestKind.DecisionReview => 'D',
    };

    /// <summary>True once an erasure may begin.</summary>
    public bool IsRipe(DateTimeOffset now) => Kind is RequestKind.Erasure
        && (State is RequestState.Open or RequestState.InProgress or RequestState.Incomplete || (State is RequestState.CoolingOff && now >= GraceUntil));
}
