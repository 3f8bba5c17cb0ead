using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>What a message would cost, before it is sent.</summary>
/// <param name="Refusal">Why it could not be sent as it stands; null when it could.</param>
/// <param name="Number">The number as understood; null when it is none.</param>
/// <param name="Count">What the text costs on the air.</param>
/// <param name="Price">The price, held for ten minutes; null without number, text or price.</param>
/// <param name="Available">What the account can spend now.</param>
public sealed record MessageQuote(SendRefusal? Refusal, PhoneNumber? Number, SegmentCount Count, Quote? Price, Money Available)
{
    /// <summary>What would be left to spend; null without a price.</summary>
    public Money? After => Price is null ? null : Available - Price.Total;
}

/// <summary>Prices what has been typed: the number is parsed, the text cut into parts, and the balance read. Writes nothing.</summary>
public sealed class QuoteMessage(PriceList prices, BillingOverview billing, Silence silence, IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<MessageQuote> RunAsync(Customer customer, DraftContent content, CancellationToken cancel)
    {
        var purse = await billing.PurseAsync(customer.Account, cancel);
        var (checkedMessage, refusal, price) = CheckedMessage.Of(content, prices);
        if (refusal is null && silence.Of(customer.Account).Has(checkedMessage.Number!.Value.E164)) refusal = SendRefusal.OptedOut;
        if (await IsRestrictedAsync(customer.Account, cancel)) refusal = SendRefusal.Restricted;
        if (refusal is null && price!.Total > purse.Available) refusal = SendRefusal.NoCredit;
        return new MessageQuote(refusal, checkedMessage.Number, checkedMessage.Count, price, purse.Available);
    }

    private async Task<bool> IsRestrictedAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Restriction.IsRestricted(db, account);
    }
}

/// <summary>A draft's number and text, looked at once for the quote and for sending alike.</summary>
internal readonly record struct CheckedMessage(PhoneNumber? Number, SegmentCount Count)
{
    // Until a profile has a country, national numbers are read as the United Kingdom's.
    public static Country Home => Country.UnitedKingdom;

    public static (CheckedMessage Message, SendRefusal? Refusal, Quote? Price) Of(DraftContent content, PriceList prices)
    {
        var found = new CheckedMessage(PhoneNumber.TryParse(content.Number, Home, out var number) ? number : null, Segments.Count(content.Text));
        if (found.Number is null) return (found, SendRefusal.NotANumber, null);
        if (string.IsNullOrWhiteSpace(content.Text)) return (found, SendRefusal.NoText, null);
        if (found.Count.Parts > SendMessage.MostParts) return (found, SendRefusal.TooLong, null);

        var price = prices.QuoteFor(number, found.Count.Parts);
        return (found, price is null ? SendRefusal.NoPrice : null, price);
    }
}
