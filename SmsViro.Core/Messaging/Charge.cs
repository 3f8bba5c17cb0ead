namespace SmsViro.Core.Messaging;

/// <summary>Where the price of a message is.</summary>
public enum Charge
{
    /// <summary>Reserved: it is charged when the operator takes the message.</summary>
    Held,
    Charged,

    /// <summary>Back in the balance: it was never charged, or the network did not deliver.</summary>
    Returned,
}

internal static class Charges
{
    /// <summary>
    /// Only what an operator took is charged, and what the network then loses is given back. A message in doubt is free unless it will be sent again, for then its
    /// price waits with it: charged at most once, however often it is sent.
    /// </summary>
    public static Charge Of(DeliveryState state, bool isSent, bool isRefundable, bool isOfferedAgain) => state switch
    {
        DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting => Charge.Held,
        DeliveryState.Sent or DeliveryState.Delivered => Charge.Charged,
        DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected => isSent && !isRefundable ? Charge.Charged : Charge.Returned,
        DeliveryState.Unknown => isOfferedAgain ? Charge.Held : isSent ? Charge.Charged : Charge.Returned,
        DeliveryState.Cancelled or DeliveryState.Suppressed => Charge.Returned,
    };
}
