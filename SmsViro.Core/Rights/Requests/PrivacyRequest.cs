using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>One request, from the instant it reached us to our answer.</summary>
public sealed class PrivacyRequest
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public AccountId AccountId { get; init; }

    public RequestKind Kind { get; init; }

    public RequestState State { get; set; }

    public int Year { get; init; }

    /// <summary>Counted from 1 in each year, all kinds together.</summary>
    public int Sequence { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public Jurisdiction Jurisdiction { get; init; }

    public DateOnly DueOn { get; init; }

    /// <summary>An erasure is not begun before; null when its sender waived the wait.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The member of staff who carries it out.</summary>
    public UserId? CarriedOutBy { get; set; }

    /// <summary>The address to answer to, copied before an erasure takes every other copy; sealed in request/{id}, gone 30 days after the answer.</summary>
    public Sealed? AnswerTo { get; set; }

    /// <summary>"E-2026-0031": what it is called on screen, on paper and on the telephone.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Letter}-{Year}-{Sequence:0000}");

    // Copies kept the A of access: letters already sent carry it.
    private char Letter => Kind switch
    {
        RequestKind.Copy => 'A',
        RequestKind.Erasure => 'E',
        RequestKind.Portability => 'P',
        RequestKind.Rectification => 'R',
        RequestKind.Restriction => 'L',
        RequestKind.Objection => 'O',
    };

    public bool HasEnded => State is RequestState.Fulfilled or RequestState.Withdrawn or RequestState.Failed;

    public bool MayBeWithdrawn => Kind is RequestKind.Erasure && State is RequestState.CoolingOff or RequestState.Open;

    /// <summary>True once staff may carry an erasure out.</summary>
    public bool IsRipe(DateTimeOffset now) => Kind is RequestKind.Erasure
        && (State is RequestState.Open or RequestState.Incomplete || (State is RequestState.CoolingOff && now >= GraceUntil));
}
