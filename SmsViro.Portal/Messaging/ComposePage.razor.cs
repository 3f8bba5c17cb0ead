using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>Writes one message: what it costs is told with every key, what is typed is kept sealed, and it is sent once however often Send is pressed.</summary>
public sealed partial class ComposePage(
    CurrentCustomer current, FindDraft find, SaveDraft save, QuoteMessage quote, SendMessage send, PriceList prices, OperatorStatus status, OperatorOptions operators, NavigationManager navigation) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly IReadOnlyList<Choice<MessageKind>> Kinds =
    [
        new(MessageKind.Conversation, "A message", "If we cannot tell whether it left, you decide"),
        new(MessageKind.OneTimeCode, "A one-time code", "Goes first and is never sent twice"),
    ];

    private readonly CancellationTokenSource _closed = new();
    private string? _number;
    private string? _text;
    private MessageKind _kind;
    private MessageQuote? _quote;
    private SendRefusal? _refusal;
    private string? _problem;
    private bool _found;
    private bool _missing;
    private bool _readable = true;
    private bool _sending;
    private int _keystroke;

    [Parameter]
    public Guid Draft { get; set; }

    private OperatorStatus Operator => status;

    private string Sender => operators.Sender;

    private MessageId Id => new(Draft);

    private DraftContent Content => new(_number ?? "", _text ?? "", _kind);

    private string? NumberError => _refusal is { } refusal && RefusalWords.IsAboutNumber(refusal) ? RefusalWords.Of(refusal) : null;

    private string? TextError =>
        _refusal is { } refusal && RefusalWords.IsAboutText(refusal) ? RefusalWords.Of(refusal)
        : _quote?.Refusal is SendRefusal.TooLong ? RefusalWords.Of(SendRefusal.TooLong)
        : null;

    private string NumberHelp =>
        _quote is { Number: { } number } && prices.PriceFor(number) is { } price ? $"{number.International}, {price.Country.EnglishName}" : "With its country for a number abroad, such as +353 for Ireland";

    /// <summary>What one unit less would save: the price of a part, once there is more than one.</summary>
    private Money? Saving => _quote is { Price: { Parts: > 1 } price } ? price.Price.PerPart : null;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var person = await current.RequireAsync(_closed.Token);
        switch (await find.RunAsync(person.Customer, Id, _closed.Token))
        {
            case FoundDraft.Sent:
                navigation.NavigateTo(Urls.Message(Id), replace: true);
                break;
            case FoundDraft.Open open:
                (_number, _text, _kind, _readable, _found) = (open.Content.Number, open.Content.Text, open.Content.Kind, open.IsReadable, true);
                _quote = await quote.RunAsync(person.Customer, Content, _closed.Token);
                break;
            case null:
                _missing = true;
                break;
        }
    }

    // Prices at once for the eye, saves after a pause for the disk; a key pressed meanwhile starts the pause anew.
    private async Task TypedAsync()
    {
        var keystroke = ++_keystroke;
        (_refusal, _problem) = (null, null);
        try
        {
            await Task.Delay(Pause, _closed.Token);
            if (keystroke != _keystroke || _sending) return;

            var person = await current.RequireAsync(_closed.Token);
            _quote = await quote.RunAsync(person.Customer, Content, _closed.Token);
            await save.RunAsync(person.Customer, Id, Content, _closed.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left; what was typed since the last pause went with it.
        }
        catch (StorageUnavailableException)
        {
            _problem = "Your draft could not be saved just now. Keep this page open and go on writing; it is saved with the next key.";
        }
    }

    private async Task SendAsync()
    {
        if (_sending) return;

        _sending = true;
        _keystroke++;
        (_refusal, _problem) = (null, null);
        try
        {
            var person = await current.RequireAsync(_closed.Token);
            _quote = await quote.RunAsync(person.Customer, Content, _closed.Token);
            if (_quote is { Refusal: { } early, Price: null }) Refuse(early);
            else if (_quote is { Price: { } price }) await SendAsync(person.Customer, price.Total);
        }
        catch (StorageUnavailableException)
        {
            _problem = "The portal could not save just now, so nothing was sent or charged. Your text is kept here; try again in a minute.";
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task SendAsync(Customer customer, Money shown)
    {
        switch (await send.RunAsync(customer, Id, Content, shown, CancellationToken.None))
        {
            case SendOutcome.Accepted:
                navigation.NavigateTo(Urls.Message(Id), replace: true);
                break;
            case SendOutcome.Refused refused:
                Refuse(refused.Why);
                _quote = await quote.RunAsync(customer, Content, _closed.Token);
                break;
        }
    }

    private void Refuse(SendRefusal refusal)
    {
        _refusal = refusal;
        if (!RefusalWords.IsAboutNumber(refusal) && !RefusalWords.IsAboutText(refusal)) _problem = RefusalWords.Of(refusal);
    }
}
