using System.Linq.Expressions;

namespace SmsViro.Core.Messaging;

/// <summary>One time a message left us: to whom and when. What left is always <see cref="SharedWith.Fields"/>.</summary>
/// <param name="Operator">The company as it was called then; empty for the simulator inside the portal, null where the record is older than the name.</param>
/// <param name="At">When.</param>
public sealed record Handover(string? Operator, DateTimeOffset At);

/// <summary>Who received what of a message, read from what sending records anyway (privacy policy, clause 7.1).</summary>
public static class SharedWith
{
    /// <summary>The operator's allow-list: what a submission carries of a person, and no more.</summary>
    public const string Fields = "number, sender name and text";

    /// <summary>True when an operator got the message or may have got it: refused by us, suppressed or waiting means that nobody did.</summary>
    public static Expression<Func<Delivery, bool>> HandedOver { get; } = delivery =>
        delivery.SubmittedAt != null
        && (delivery.SentAt != null || delivery.State == DeliveryState.Submitting || delivery.State == DeliveryState.Unknown || delivery.Answer != 0
            || (delivery.State == DeliveryState.Queued && delivery.Parts != 0));

    private static Func<Delivery, bool> Judge { get; } = HandedOver.Compile();

    public static bool IsHandedOver(Delivery delivery) => Judge(delivery);

    /// <summary>The company as a person reads it.</summary>
    public static string Named(string? receiver) => receiver switch
    {
        null => "The operator of that time; its name was not kept then",
        "" => "Nobody: the simulator is inside the portal",
        _ => receiver,
    };

    /// <summary>Every time it left, oldest first.</summary>
    public static IReadOnlyList<Handover> Of(Delivery? delivery, IEnumerable<EarlierHandover> earlier) =>
    [
        .. earlier.OrderBy(one => one.At).Select(one => new Handover(one.Operator, Ticks.At(one.At))),
        .. delivery is { SubmittedAt: { } at } && IsHandedOver(delivery) ? [new Handover(delivery.Operator, Ticks.At(at))] : (IEnumerable<Handover>)[],
    ];
}
