using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>Writes one message: what it costs is told with every key, what is typed is kept sealed, and it is sent once however often Send is pressed.</summary>
public sealed partial class ComposePage(
    CurrentCustomer current, FindDraft find, SaveDraft save, QuoteMessage quote, SendMessage send, NoteForeignMessage foreign, PriceList prices, OperatorStatus status,
    OperatorOptions operators, NavigationManager navigation, IJSRuntime browser)
{
    private const string NumberField = "to";
    private const string TextField = "text";

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly IReadOnlyList<Choice<MessageKind>> Kinds =
    [
        new(MessageKind.Conversation, "A message", "Its text stands in your history"),
        new(MessageKind.OneTimeCode, "A one-time code", "Leaves before other messages. Its text is discarded once its last receipt is in, or 3 days after an operator got it"),
    ];

    private string? _number;
    private string? _text;
    private MessageKind _kind;
    private MessageQuote? _quote;
    private SendRefusal? _refusal;
    private string? _problem;
    private bool _found;
    private bool _readable = true;
    private bool _unsaved;
    private bool _sending;
    private bool _gone;
    private MessageId? _asked;
    private int _keystroke;

    [Parameter]
    public Guid Draft { get; set; }

    private MessageId Id => new(Draft);

    private bool CanBeDiscarded => _found && !_gone && !(_readable && string.IsNullOrWhiteSpace(_number) && string.IsNullOrWhiteSpace(_text));

    private DraftContent Content => new(_number ?? "", _text ?? "", _kind);

    private string? NumberError => _refusal is { } refusal && RefusalWords.IsAboutNumber(refusal) ? string.IsNullOrWhiteSpace(_number) ? RefusalWords.NumberMissing : RefusalWords.Of(refusal) : null;

    private string? TextError =>
        _refusal is { } refusal && RefusalWords.IsAboutText(refusal) ? RefusalWords.Of(refusal)
        : _quote?.Refusal is SendRefusal.TooLong ? RefusalWords.Of(SendRefusal.TooLong)
        : null;

    private string NumberHelp =>
        _quote is { Number: { } number } && prices.PriceFor(number) is { } price ? $"{number.International}, {price.Country.EnglishName}" : "With its country for a number abroad, such as +353 for Ireland";

    /// <summary>What one part less would save, once there is more than one.</summary>
    private Money? Saving => _quote is { Price: { Parts: > 1 } price } ? price.Price.PerPart : null;

    protected override async Task OnInitializedAsync()
    {
        Listen(MessagingTopics.Operator);
        var account = (await current.RequireAsync(Closed)).Customer.Account;
        Listen(BillingTopics.Purse(account));

        // The end of a pause raises it: then there is something to send with again.
        Listen(MessagingTopics.Messages(account));
    }

    protected override async Task OnParametersSetAsync()
    {
        ++_keystroke;
        (_found, _gone) = (false, false);
        await OpenAsync((await current.RequireAsync(Closed)).Customer);
    }

    /// <summary>Prices what stands there anew: the balance changed, or the operator came or went.</summary>
    protected override async Task ReadAsync()
    {
        if (_found && !_sending) await PriceAsync((await current.RequireAsync(Closed)).Customer);
    }

    private async Task OpenAsync(Customer customer)
    {
        switch (await find.RunAsync(customer, Id, Closed))
        {
            case FoundDraft.Sent:
                navigation.NavigateTo(Urls.Message(Id), replace: true);
                break;
            case FoundDraft.Open open:
                (_number, _text, _kind, _readable, _found) = (open.Content.Number, open.Content.Text, open.Content.Kind, open.IsReadable, true);
                await PriceAsync(customer);
                break;
            case null when _found:
                _gone = true;
                break;
            case null:
                await foreign.RunAsync(customer, Id, Closed);
                navigation.NotFound();
                break;
        }
    }

    // An answer that comes after the next key is about a text that is not there any more.
    private async Task PriceAsync(Customer customer)
    {
        var keystroke = _keystroke;
        var priced = await quote.RunAsync(customer, Content, Closed);
        if (keystroke == _keystroke) _quote = priced;
    }

    // Priced after a breath, so that a fast typist asks the database once and not with every key; saved after a pause. A key pressed meanwhile starts both anew.
    private async Task TypedAsync()
    {
        var keystroke = ++_keystroke;
        (_refusal, _problem) = (null, null);
        try
        {
            await Task.Delay(Breath, Closed);
            if (keystroke != _keystroke || _sending) return;

            var customer = (await current.RequireAsync(Closed)).Customer;
            await PriceAsync(customer);
            StateHasChanged();
            await Task.Delay(Pause, Closed);
            if (keystroke != _keystroke || _sending) return;

            // Not there to be saved: another tab sent or discarded it, or the account is being erased.
            if (!await save.RunAsync(customer, Id, Content, Closed)) await OpenAsync(customer);
            _unsaved = false;
        }
        catch (OperationCanceledException)
        {
            // The page was left; what was typed since the last pause went with it.
        }
        catch (StorageUnavailableException)
        {
            _unsaved = true;
        }
    }

    // What she discarded is no page any more; what another tab sent is its message.
    private async Task LeaveAsync(DiscardOutcome outcome)
    {
        ++_keystroke;
        if (outcome is DiscardOutcome.NothingThere) await OpenAsync((await current.RequireAsync(Closed)).Customer);
        else navigation.NavigateTo(Urls.Drafts, replace: true);
    }

    private async Task SendAsync()
    {
        if (_sending) return;

        _sending = true;
        var pressed = ++_keystroke;
        var shown = _quote?.Price?.Total;
        (_refusal, _problem) = (null, null);
        try
        {
            var customer = (await current.RequireAsync(Closed)).Customer;
            await PriceAsync(customer);
            if (_quote is { Refusal: { } refusal }) await RefuseAsync(refusal);
            else if (shown is not { } seen) _problem = RefusalWords.PriceUnseen;
            else await SendAsync(customer, seen);
        }
        catch (StorageUnavailableException)
        {
            _problem = RefusalWords.NotSaved;
        }
        finally
        {
            _sending = false;
        }

        // What was typed while it was being sent waited: nothing else would price and save it.
        if (_keystroke != pressed) await TypedAsync();
    }

    private async Task SendAsync(Customer customer, Money seen)
    {
        switch (await send.RunAsync(customer, Id, Content, seen, CancellationToken.None))
        {
            case SendOutcome.Accepted:
                navigation.NavigateTo(Urls.Message(Id), replace: true);
                break;
            case SendOutcome.Refused refused:
                await PriceAsync(customer);
                await RefuseAsync(refused.Why);
                break;
        }
    }

    // What is wrong with a field stands at the field, and the focus goes there; the rest stands above the button that was pressed.
    private async Task RefuseAsync(SendRefusal refusal)
    {
        _refusal = refusal;
        if (RefusalWords.IsAboutNumber(refusal)) await browser.InvokeVoidAsync("svFocus", Closed, NumberField);
        else if (RefusalWords.IsAboutText(refusal)) await browser.InvokeVoidAsync("svFocus", Closed, TextField);
        else _problem = RefusalWords.Of(refusal);
    }
}
