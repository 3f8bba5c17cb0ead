using SmsViro.Core.Messaging;

namespace SmsViro.Portal.Messaging;

/// <summary>Why a message was refused, as the person reads it, and which field it is about.</summary>
internal static class RefusalWords
{
    public const string PriceUnseen = "The price had not appeared yet, so nothing was sent. It stands here now; send again if it suits you.";

    public const string NotSaved = "The portal could not save just now, so nothing was sent or charged. What you wrote is kept here; try again in a minute.";

    /// <summary>Of an empty field it would be unkind to say that it is no number.</summary>
    public const string NumberMissing = "Write the number it goes to";

    public static string Of(SendRefusal refusal) => refusal switch
    {
        SendRefusal.NotANumber => "This is not a phone number. Write it as you would dial it, or with its country: +44 7700 900118",
        SendRefusal.NoText => "Write a message first",
        SendRefusal.TooLong => $"This is more than {SendMessage.MostParts} parts. Shorten it, or send it as two messages",
        SendRefusal.NoPrice => "We do not send to this country yet. Nothing was sent or charged",
        SendRefusal.OptedOut => "This person asked not to be texted. Nothing was sent or charged",
        SendRefusal.NoCredit => "Your balance does not cover this message. It was not sent; what you wrote is kept here.",
        SendRefusal.PriceChanged => "The price changed while you were writing. Nothing was sent; look at the new price and send again.",
        SendRefusal.AccountClosing => "This account is being erased, so it cannot send. Nothing was sent or charged.",
        SendRefusal.Restricted => "You asked us to keep your data without using it, so nothing is sent. What you wrote is kept here; end the restriction in your privacy centre to send again.",
        SendRefusal.NoSuchDraft => "This message cannot be sent from here any more. Nothing was sent or charged; start a new one.",
    };

    public static bool IsAboutNumber(SendRefusal refusal) => refusal is SendRefusal.NotANumber or SendRefusal.NoPrice or SendRefusal.OptedOut;

    public static bool IsAboutText(SendRefusal refusal) => refusal is SendRefusal.NoText or SendRefusal.TooLong;
}
