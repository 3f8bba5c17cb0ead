using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>One message from acceptance to its end, which it tells by itself while it is open.</summary>
public sealed partial class MessagePage(CurrentCustomer current, MessageTimeline timeline, OperatorStatus status, OperatorOptions operators, TimeProvider clock, NavigationManager navigation)
{
    private MessageStory? _story;
    private bool _missing;
    private bool _shown;

    [Parameter]
    public Guid Message { get; set; }

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private TimeProvider Clock => clock;

    protected override async Task OnInitializedAsync()
    {
        Listen(MessagingTopics.Message(new MessageId(Message)));
        Listen(MessagingTopics.Operator);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var person = await current.RequireAsync(Closed);
        _story = await timeline.RunAsync(person.Customer, new MessageId(Message), Closed);
        _missing = _story is null;
        if (_missing) navigation.NotFound();
    }

    private (Tone Tone, string Text)? Verdict(MessageStory story) => story.State switch
    {
        DeliveryState.Queued when !status.Current.IsUp =>
            (Tone.Wait, "The operator cannot be reached right now. This message waits, sealed, and leaves by itself; until then nothing is charged."),
        DeliveryState.Undelivered => (Tone.Bad, "The network could not deliver it: the number may not exist, or the phone does not take texts. Check the number, or call."),
        DeliveryState.Expired => (Tone.Bad, "The phone was off or out of range until the network gave up. Try again when it is likely to be on."),
        DeliveryState.Rejected => (Tone.Bad, $"{story.Steps[^1].Plain ?? "The operator refused it"}. It did not reach the phone."),
        DeliveryState.Unknown when story.OfferedAgainAt is not null => (Tone.Doubt, "We cannot say whether it left. It is sent again by itself if no receipt arrives; it is never charged twice."),
        DeliveryState.Unknown => (Tone.Doubt, "We cannot say whether it arrived, and sending it again could deliver it twice, so that is for you to decide. It is never charged twice."),
        DeliveryState.Scheduled or DeliveryState.Queued or DeliveryState.Submitting or DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Cancelled or DeliveryState.Suppressed => null,
    };
}
