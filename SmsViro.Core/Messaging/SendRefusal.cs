using SmsViro.Core.Billing;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Why a message was not accepted; nothing was sent and nothing charged.</summary>
public enum SendRefusal
{
    /// <summary>No phone could ever have this number.</summary>
    NotANumber,
    NoText,

    /// <summary>More parts than <see cref="SendMessage.MostParts"/>.</summary>
    TooLong,

    /// <summary>We do not send to this country.</summary>
    NoPrice,

    /// <summary>The person asked this sender, or everybody, not to text her.</summary>
    OptedOut,

    /// <summary>The balance does not cover it.</summary>
    NoCredit,

    /// <summary>The price is not the one that was shown.</summary>
    PriceChanged,

    /// <summary>The account is being erased.</summary>
    AccountClosing,

    /// <summary>Her data is only kept, at her own request: nothing is sent until the restriction ends.</summary>
    Restricted,

    /// <summary>The draft is not there, or another customer's.</summary>
    NoSuchDraft,
}

/// <summary>How sending ended.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Accepted, paid for and on disk; <paramref name="Again"/> when it had been already, by a double click or a second tab.</summary>
    public sealed record Accepted(MessageId Message, bool Again) : SendOutcome;

    /// <summary>Nothing was sent; <paramref name="Price"/> is what it would cost now, where there is a price.</summary>
    public sealed record Refused(SendRefusal Why, Quote? Price = null) : SendOutcome;
}
