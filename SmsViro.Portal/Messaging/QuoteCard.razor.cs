using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Messaging;

/// <summary>What the message costs, what is left after it, and the button that says both the act and its price.</summary>
public sealed partial class QuoteCard
{
    [Parameter, EditorRequired]
    public required MessageQuote? Quote { get; set; }

    [Parameter, EditorRequired]
    public bool Sending { get; set; }

    /// <summary>Why the last press of the button sent nothing.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnSend { get; set; }

    private bool IsPaused => Quote?.Refusal is SendRefusal.Restricted;

    private string Missing => (Quote?.Refusal ?? SendRefusal.NotANumber) switch
    {
        SendRefusal.NotANumber => "The price appears with a number and a text",
        SendRefusal.NoText => "The price appears with a text",
        SendRefusal.TooLong => $"More than {SendMessage.MostParts} parts cannot be sent",
        SendRefusal.NoPrice => "We do not send to this country yet",
        SendRefusal.OptedOut => "This person asked not to be texted",
        SendRefusal.NoCredit or SendRefusal.PriceChanged or SendRefusal.AccountClosing or SendRefusal.Restricted or SendRefusal.NoSuchDraft => "There is no price right now",
    };

    private string Act => Quote?.Price is { } price ? $"Send 1 message for {MoneyText.Of(price.Total).Plain}" : "Send 1 message";
}
