using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>A text an archive says was sent, judged: what was still waiting when the archive was made is over here, because nothing of it is ever sent from here.</summary>
internal sealed class PastText
{
    private const int LongestText = 4_000;
    private const int MostParts = 16;

    /// <summary>The id it had; here it gets another, for this one may be somebody's.</summary>
    public required Guid OldId { get; init; }

    public required string? Text { get; init; }

    public required MessageKind Kind { get; init; }

    public required BatchState State { get; init; }

    public required long Due { get; init; }

    public required int NextOrdinal { get; init; }

    public required int Total { get; init; }

    public required int Parts { get; init; }

    public required int Sent { get; init; }

    public required int Delivered { get; init; }

    public required int Failed { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public required DateTimeOffset? ContentErasedAt { get; init; }

    public required DateTimeOffset? TextDiscardedAt { get; init; }

    public static PastText Of(ImportedRow row, DateTimeOffset now)
    {
        var kind = row.Word<MessageKind>("kind");
        var total = row.Count("total", (int)Message.MostInBatch);
        var state = row.Word<BatchState>("state") is BatchState.Voided or BatchState.Accepting ? BatchState.Voided : BatchState.Drained;
        var (delivered, failed) = (row.Count("delivered", total), row.Count("failed", total));
        if (delivered + failed > total) throw row.Flaw("failed", "makes more than there are messages");

        return new PastText
        {
            OldId = row.Reference("id").Batch,
            Text = kind is MessageKind.OneTimeCode ? null : row.Text("text", LongestText),
            Kind = kind,
            State = state,
            Due = row.AnyInstant("due").UtcTicks,
            NextOrdinal = state is BatchState.Voided ? row.Count("nextOrdinal", total) : total,
            Total = total,
            Parts = row.Count("parts", MostParts),
            Sent = row.Count("sent", total),
            Delivered = delivered,
            Failed = failed,
            AcceptedAt = row.InstantOf("acceptedAt", now),
            ContentErasedAt = row.Instant("contentErasedAt", now),

            // Whatever became of it, no receipt will ever come here; so a code has served.
            TextDiscardedAt = row.Instant("textDiscardedAt", now) ?? (kind is MessageKind.OneTimeCode ? now : null),
        };
    }
}

/// <summary>One message of a <see cref="PastText"/> and what became of it.</summary>
internal sealed class PastMessage
{
    public required int Ordinal { get; init; }

    public required string? Recipient { get; init; }

    public required Money Price { get; init; }

    public required bool Refundable { get; init; }

    /// <summary>Null where the archive has none.</summary>
    public required PastDelivery? Delivery { get; init; }

    public required IReadOnlyList<(long At, string? Operator)> Earlier { get; init; }

    public static PastMessage Of(ImportedRow row, int ordinal, PastDelivery? delivery, IReadOnlyList<(long At, string? Operator)> earlier)
    {
        var price = row.Amount("price");
        if (price.IsNegative) throw row.Flaw("price", "is below zero");

        return new PastMessage { Ordinal = ordinal, Recipient = row.Number("recipient"), Price = price, Refundable = row.Flag("refundable"), Delivery = delivery, Earlier = earlier };
    }
}

/// <summary>What became of a message, as its archive has it.</summary>
internal sealed record PastDelivery(DeliveryState State, long Parts, long? SubmittedAt, long? SentAt, long? DoneAt, int Attempt, int Answer, string? Operator, string? OperatorIds, string? Reason)
{
    private const int LongestReason = 16;

    /// <summary>Of a message no operator had answered for when the archive was made: nobody here can know what became of it.</summary>
    public static PastDelivery Open { get; } = new(DeliveryState.Unknown, 0, null, null, null, 0, 0, null, null, null);

    public static PastDelivery Of(ImportedRow row, int parts, DateTimeOffset now)
    {
        var (state, shared) = (row.Word<DeliveryState>("state"), row.Text("sharedWith", 200));
        var isOpen = state is DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting || row.Instant("due", DateTimeOffset.MaxValue) is not null;
        var submitted = row.Instant("submittedAt", now)?.UtcTicks;
        return new PastDelivery(
            isOpen ? DeliveryState.Unknown : state,
            PartsOf(row, parts).Bits,

            // In doubt means that an operator may have it; what nobody was handed keeps no time of handing over.
            isOpen && shared is null ? null : submitted,
            row.Instant("sentAt", now)?.UtcTicks,
            row.Instant("doneAt", now)?.UtcTicks,
            row.Count("attempt"),
            row.Count("answer"),
            OperatorOf(row, shared),

            // What names a text that a receipt is still waited for would take the receipt of whoever sent it.
            state is DeliveryState.Sent || isOpen ? null : Mark(row, "operatorReference", parts * (OperatorId.MaxLength + 1)),
            Mark(row, "networkCode", LongestReason));
    }

    /// <summary>The company from the words an export uses for it; the simulator and a name that was not kept have words of their own.</summary>
    public static string? OperatorOf(ImportedRow row, string? shared) =>
        shared is null || shared == SharedWith.Named(null) ? null
        : shared == SharedWith.Named("") ? ""
        : shared.Length <= OperatorOptions.LongestName && shared.All(letter => char.IsLetterOrDigit(letter) || " .,-&'()/".Contains(letter)) ? shared
        : throw row.Flaw("sharedWith", "is no name of a company");

    // Archives made before these were exported lack the column.
    private static string? Mark(ImportedRow row, string column, int longest) => row.Has(column) ? row.Text(column, longest) : null;

    private static PartStates PartsOf(ImportedRow row, int parts)
    {
        var words = row.Text("parts", 400) is { Length: > 0 } all ? all.Split(", ") : [];
        if (words.Length != parts) throw row.Flaw("parts", "does not fit its text");

        var states = default(PartStates);
        for (var part = 0; part < parts; part++)
            states = Enum.GetNames<PartState>().Contains(words[part]) ? states.With(part, Enum.Parse<PartState>(words[part])) : throw row.Flaw("parts", "is none of the words it can be");
        return states;
    }
}
