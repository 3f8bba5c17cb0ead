using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Turns what the links said into what will be recorded: the rules of a message's life, without a database.</summary>
internal sealed class Conclusions(OperatorIdMap operatorIds, TimeSpan resendAfter)
{
    /// <summary>How often a campaign message in doubt is put on a link before we leave it in doubt.</summary>
    public const int MostAttempts = 3;

    /// <summary>The operator took nothing and asked for less: the part stays on its way.</summary>
    public static bool IsToOfferAgain(in PartNews news) => news.End == PartEnd.Answered && news.Status.AsksToSlowDown;

    /// <summary>Notes how a part ended; the flight is concluded when none is left.</summary>
    public void Take(Flight flight, in PartNews news, CycleWork work, long now)
    {
        switch (news.End)
        {
            case PartEnd.Answered when news.Status == SmppStatus.Ok:
                flight.Took(news.Key.Part, news.Id);
                break;
            case PartEnd.Answered:
                flight.States = flight.States.With(news.Key.Part, PartState.Rejected);
                flight.Refusal = news.Status;
                break;
            case PartEnd.Unanswered:
                flight.States = flight.States.With(news.Key.Part, PartState.Unknown);
                flight.IsInDoubt = true;
                break;
            case PartEnd.Unsent:
                flight.HasUnsent = true;
                break;
            case PartEnd.Suppressed:
                flight.IsSuppressed = true;
                break;
            case PartEnd.Unsendable:
                flight.States = flight.States.With(news.Key.Part, PartState.Rejected);
                break;
        }

        if (--flight.Left == 0) Conclude(flight, work, now);
    }

    /// <summary>Notes a receipt; what is not final is only acknowledged.</summary>
    public void Take(in ReceiptNews news, CycleWork work, long now)
    {
        work.Acknowledge.Add(news);
        var receipt = news.Receipt;
        if (!receipt.State.IsFinal) return;

        if (!TryMatch(receipt.Id, StateOf(receipt.State), receipt.Error.Length == 0 ? null : receipt.Error, work))
            work.Strays.Add(new StrayReceipt { OperatorId = receipt.Id.ToString(), State = (int)receipt.State, Reason = receipt.Error.Length == 0 ? null : receipt.Error, At = now });
    }

    /// <summary>Looks a kept receipt's message up once more.</summary>
    public bool TryMatch(StrayReceipt stray, CycleWork work) =>
        TryMatch(OperatorId.Parse(stray.OperatorId), StateOf((MessageState)stray.State), stray.Reason, work);

    /// <summary>The row and the money of a message nobody can answer for any more.</summary>
    public DeliveryRow InDoubt(BatchHead batch, long id, long price, PartStates states, string? operatorIds, int link, string? receiver, int attempt, long submittedAt, CycleWork work, long now)
    {
        var again = batch.Kind == MessageKind.Campaign && attempt < MostAttempts;

        // Free for who paid: the hold goes back at once, or waits with the message for its next attempt. It is never charged twice because it is charged only when an operator takes it.
        if (!again) work.Voids.Add(new Booking(batch, price, batch.MessageOf(id).Value));
        return new DeliveryRow
        {
            Id = id,
            State = DeliveryState.Unknown,
            Link = link,
            Operator = receiver,
            Attempt = attempt,
            Parts = states,
            JoinedIds = operatorIds,
            SubmittedAt = submittedAt,
            DoneAt = now,
            Due = again ? now + resendAfter.Ticks : 0,
        };
    }

    private void Conclude(Flight flight, CycleWork work, long now)
    {
        work.Concluded.Add(flight);
        work.Touched.Add(flight.Batch);
        work.Deliveries.Add(OutcomeOf(flight, work, now));
        if (--flight.Window.Left == 0) work.ClosedWindows.Add(flight.Window.Id);
    }

    private DeliveryRow OutcomeOf(Flight flight, CycleWork work, long now)
    {
        var (batch, window) = (flight.Batch, flight.Window);
        if (flight.IsInDoubt)
            return InDoubt(batch, flight.Id, flight.Price, flight.States, flight.JoinedIds, window.Link, window.Operator, window.Attempt, window.At, work, now);

        var state = flight.IsSuppressed ? DeliveryState.Suppressed : flight.HasUnsent ? DeliveryState.Queued : flight.States.Whole(batch.Parts);
        if (state == DeliveryState.Sent)
        {
            work.Post(batch, flight.Price);
            work.Count(batch.No, new Tally(1, 0, 0));
            for (var part = 0; part < batch.Parts; part++) operatorIds.Add(flight.IdOf(part), flight.Id, part, batch.Parts == 1);
        }
        else if (state is DeliveryState.Rejected or DeliveryState.Suppressed)
        {
            // Parts that were taken before another was refused are ours to pay: half a text is not what was bought.
            work.Voids.Add(new Booking(batch, flight.Price, batch.MessageOf(flight.Id).Value));
            work.Count(batch.No, new Tally(0, 0, 1));
        }

        return new DeliveryRow
        {
            Id = flight.Id,
            State = state,
            Link = window.Link,
            Operator = window.Operator,
            Attempt = state == DeliveryState.Queued ? window.Attempt - 1 : window.Attempt,
            Parts = flight.States,
            SingleId = flight.SingleId,
            JoinedIds = flight.JoinedIds,
            Answer = (int)(uint)flight.Refusal,
            SubmittedAt = state == DeliveryState.Suppressed ? 0 : window.At,
            SentAt = state == DeliveryState.Sent ? now : 0,
            DoneAt = state is DeliveryState.Rejected or DeliveryState.Suppressed ? now : 0,
            Due = state == DeliveryState.Queued ? now : 0,
        };
    }

    private bool TryMatch(OperatorId id, PartState state, string? reason, CycleWork work)
    {
        if (!operatorIds.TryTake(id, out var message, out var part, out var isSingle)) return false;

        (isSingle ? work.SinglePart : work.ManyParts).Add(new MatchedReceipt(message, part, state, id, reason));
        return true;
    }

    private static PartState StateOf(MessageState state) => state switch
    {
        MessageState.Delivered => PartState.Delivered,
        MessageState.Expired => PartState.Expired,
        MessageState.Undeliverable or MessageState.Deleted => PartState.Undelivered,
        MessageState.Rejected => PartState.Rejected,
        MessageState.Unknown or MessageState.Enroute or MessageState.Accepted => PartState.Unknown,
    };
}
