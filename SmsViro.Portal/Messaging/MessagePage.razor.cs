using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>One message from acceptance to its end, which it tells by itself while it is open. Another customer's is a page that does not exist, and noted.</summary>
public sealed partial class MessagePage(
    CurrentCustomer current, MessageTimeline timeline, ReadContentStay stays, NoteForeignMessage foreign, DraftAgain again, CancelMessage cancel, ReadCorrections corrections, OperatorStatus status,
    OperatorOptions operators, NavigationManager navigation)
{
    private MessageStory? _story;
    private ContentStay? _stay;
    private IReadOnlyList<CorrectionView> _statements = [];
    private string? _problem;
    private bool _shown;
    private bool _acting;

    [Parameter]
    public Guid Message { get; set; }

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private MessageId Id => new(Message);

    private bool CanBeWrittenAgain => HasFailed && _story is { Kind: not MessageKind.OneTimeCode, Text.Text: not null, To.Number: not null };

    private bool HasFailed => _story is { State: DeliveryState.Undelivered or DeliveryState.Expired or DeliveryState.Rejected } or { CanBeSentAgain: true };

    protected override async Task OnInitializedAsync()
    {
        Listen(MessagingTopics.Message(Id));
        Listen(MessagingTopics.Operator);
        await ReadAsync();
        if (_story is not null) return;

        await foreign.RunAsync((await current.RequireAsync(Closed)).Customer, Id, Closed);
        navigation.NotFound();
    }

    protected override async Task ReadAsync()
    {
        var person = await current.RequireAsync(Closed);
        _story = await timeline.RunAsync(person.Customer, Id, Closed) ?? _story;
        _stay = _story is null ? null : await stays.RunAsync(person.Customer, Id, Closed);
        _statements = await corrections.BesideAsync(person.Customer, Id, Closed);
    }

    // A new draft of the same words, which is sent when she says so and not before.
    private Task WriteAgainAsync() => ActAsync(async customer =>
    {
        if (await again.RunAsync(customer, Id, Closed) is { } draft) navigation.NavigateTo(Urls.Compose(draft));
        else _problem = "It could not be copied into a new message: it cannot be read any more, or this account is being erased. Nothing was sent or charged.";
    });

    private Task CancelAsync() => ActAsync(async customer =>
    {
        if (await cancel.RunAsync(customer, Id, CancellationToken.None) is CancelOutcome.TooLate)
            _problem = "It is on its way already, so it could not be cancelled. What becomes of it appears here.";
        await ReadAsync();
    });

    private async Task ActAsync(Func<Customer, Task> act)
    {
        if (_acting) return;

        (_acting, _problem) = (true, null);
        try
        {
            await act((await current.RequireAsync(Closed)).Customer);
        }
        catch (StorageUnavailableException)
        {
            _problem = "The portal could not save just now, so nothing changed. Try again in a minute.";
        }
        finally
        {
            _acting = false;
        }
    }

    // Nothing left the portal so far, and nothing will.
    private bool IsInside(MessageStory story) => story.SharedWith is { Count: > 0 } handovers ? handovers.All(handover => handover.Operator is "") : operators.IsSimulated;

    private static string NotShared(MessageStory story, string carrier) => story.State is DeliveryState.Queued or DeliveryState.Scheduled or DeliveryState.Submitting
        ? $"Nobody yet. {MessageWords.AtFirst(carrier)} will receive the {SharedWith.Fields}."
        : "Nobody. It never left this portal.";

    private static string CostTitle(MessageStory story) =>
        story.BroughtInAt is not null ? "What it cost elsewhere" : story.Charge is Charge.Returned || story.Price.IsZero ? "Why it cost nothing" : $"Why it {(story.Charge is Charge.Held ? "costs" : "cost")} {MoneyText.Of(story.Price).Plain}";

    private static string CostText(MessageStory story)
    {
        if (story.BroughtInAt is not null) return $"{Elsewhere(story)}, as the archive says. Nothing was held or charged here.";

        var perPart = MoneyText.Of(new Money(story.Price.Micros / story.Parts.Count, story.Price.Currency)).Plain;
        var made = story.Text.Text is { } text ? $"{MessageWords.Characters(text)} make {MessageWords.PartsOf(story.Parts.Count)}" : $"It is {MessageWords.PartsOf(story.Parts.Count)} long";
        var to = story.To.Number?.Country is { } country ? $"a part to {MessageWords.Where(country)} costs {perPart}" : $"a part costs {perPart}";
        return $"{made}, and {to}. {MessageWords.Charged(story.Charge)}";
    }

    private static string Elsewhere(MessageStory story) =>
        story.Charge is Charge.Returned || story.Price.IsZero ? "It cost nothing there" : $"It cost {MoneyText.Of(story.Price).Plain} there";

    private static string PriceNote(MessageStory story) => story.BroughtInAt is null ? MessageWords.ChargeNote(story.Charge) : ", elsewhere";

    private static string PartsFact(MessageStory story) =>
        story.Text.Text is { } text ? $"{story.Parts.Count}, {MessageWords.Alphabet(Segments.Count(text).Encoding)}" : $"{story.Parts.Count}";
}
