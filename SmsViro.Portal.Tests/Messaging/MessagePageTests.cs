using Bunit;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Messaging;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class MessagePageTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_what_happened_so_far_and_hides_the_number_until_it_is_asked_for()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.SentAsync("+447700900118", "Your crown is ready"));

        Assert.Equal("Queued", page.Find(".chip").TextContent);
        Assert.Equal("Your crown is ready", page.Find(".bubble").TextContent.Trim());
        Assert.DoesNotContain("7700900", page.Markup, StringComparison.Ordinal);

        page.Find("button[aria-label='Show number']").Click();

        Assert.Contains("+44 7700 900118", page.Find(".under").TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Find("button[aria-label='Hide number']"));
    }

    [Fact]
    [Promise("P7.1")]
    public async Task Names_the_operator_that_received_it_and_what_it_received()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var message = await desk.SentAsync("+447700900118", "Your crown is ready");
        await desk.Store.Writes.RunAsync(
            db => db.Deliveries.Add(new Delivery { Id = Message.RowOf(db.MessageBatches.Single().No, 0), State = DeliveryState.Sent, Attempt = 1, Operator = "Northwave", SubmittedAt = Nine.UtcTicks, SentAt = Nine.UtcTicks }), Cancel);

        var shared = Open(desk, message).FindAll(".card").Single(card => card.QuerySelector("h2")?.TextContent == "Shared with");

        Assert.Contains("Northwave received the number, sender name and text", shared.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_the_end_without_a_reload()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.SentAsync("+447700900902", "Refused at once"));

        await desk.Store.Host.StartAsync(Cancel);

        page.WaitForAssertion(() => Assert.Equal("Refused", page.Find(".chip").TextContent));
        Assert.Contains("It costs you nothing", page.Find(".banner.bad").TextContent, StringComparison.Ordinal);
        Assert.Contains("£0.0380 returned to your balance", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queued_message_can_be_cancelled_and_its_price_is_back()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var page = Open(desk, await desk.SentAsync());

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Cancel this message").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("Cancelled", page.Find(".chip").TextContent));
        Assert.Contains("Why it cost nothing", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_time_codes_text_stays_sealed_after_sending()
    {
        await using var desk = await PageDesk.SetUpAsync();

        var page = Open(desk, await desk.SentAsync(text: "Your code is 417533", kind: MessageKind.OneTimeCode));

        Assert.DoesNotContain("417533", page.Markup, StringComparison.Ordinal);
        Assert.Contains("a one-time code", page.Find(".screen").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Promise("P4.3")]
    public async Task Another_customers_message_does_not_exist_and_asking_for_it_is_noted()
    {
        await using var desk = await PageDesk.SetUpAsync();
        var foreign = await desk.SentAsync(text: "Between us", of: await desk.StrangerAsync());

        var page = Open(desk, foreign);
        await desk.UntilNotFoundAsync(times: 1);

        Assert.DoesNotContain("Between us", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".timeline"));
        var entry = Assert.Single(await desk.AuditAsync());
        Assert.Equal((AuditDeed.TriedForeignId, desk.Customer.User, foreign.Value), (entry.Deed, entry.Actor, entry.Concerning!.Value));
    }

    [Fact]
    public void A_delivered_message_is_told_from_acceptance_to_the_phone()
    {
        var story = Story(
            DeliveryState.Delivered, Charge.Charged, new(DeliveryState.Queued, Nine), new(DeliveryState.Submitting, Nine), new(DeliveryState.Sent, Nine.AddSeconds(1), OperatorWords: "7F3A"),
            new(DeliveryState.Delivered, Nine.AddSeconds(7), OperatorWords: "stat:DELIVRD err:000"));

        var steps = StorySteps.Of(story, "Northwave");

        Assert.Equal(["Accepted", "Handed to Northwave", "Northwave took it", "Delivered"], steps.Select(step => step.Title));
        Assert.Equal(["Text and number sealed, £0.0380 held", null, "£0.0380 charged. Its number:", "On the phone after 7 seconds. The operator’s words:"], steps.Select(step => step.Text));
        Assert.Equal([null, null, "7F3A", "stat:DELIVRD err:000"], steps.Select(step => step.Raw));
        Assert.DoesNotContain(steps, step => step.Pending);
    }

    [Theory]
    [InlineData(DeliveryState.Undelivered, Charge.Returned)]
    [InlineData(DeliveryState.Sent, Charge.Charged)]
    public void Of_a_message_that_was_brought_in_no_hold_charge_or_refund_is_told_and_nothing_is_awaited(DeliveryState state, Charge charge)
    {
        var story = Story(state, charge, new(DeliveryState.Queued, Nine), new(DeliveryState.Sent, Nine.AddSeconds(1)), new(state, Nine.AddSeconds(7))) with { BroughtInAt = Nine.AddDays(1) };

        var steps = StorySteps.Of(story, "Northwave");

        Assert.DoesNotContain(steps, step => step.Pending || step.Text?.Contains('£', StringComparison.Ordinal) is true);
    }

    [Theory]
    [InlineData(DeliveryState.Queued, "Waits to be handed to the simulator")]
    [InlineData(DeliveryState.Submitting, "Waits for the answer of the simulator")]
    [InlineData(DeliveryState.Sent, "Waits for the delivery receipt")]
    public void What_is_awaited_is_named_and_marked_as_not_yet_there(DeliveryState state, string awaited)
    {
        var last = StorySteps.Of(Story(state, Charge.Held, new TimelineEntry(DeliveryState.Queued, Nine)), "the simulator")[^1];

        Assert.Equal((awaited, true, null), (last.Title, last.Pending, last.At));
    }

    [Theory]
    [InlineData(DeliveryState.Undelivered, Charge.Returned, "Check the number, or call. It costs you nothing.")]
    [InlineData(DeliveryState.Undelivered, Charge.Charged, "Networks there charge for every attempt")]
    [InlineData(DeliveryState.Expired, Charge.Returned, "when the phone is likely to be on")]
    [InlineData(DeliveryState.Rejected, Charge.Returned, "then write it again")]
    [InlineData(DeliveryState.Unknown, Charge.Returned, "that is for you to decide")]
    public void A_failure_says_what_to_do(DeliveryState state, Charge charge, string words) =>
        Assert.Contains(words, Verdict.Of(Story(state, charge, new TimelineEntry(state, Nine, "The operator does not know this number")), operatorIsUp: true)!.Then, StringComparison.Ordinal);

    [Fact]
    public void A_queued_message_says_that_the_operator_is_down_and_an_arrived_one_needs_no_verdict()
    {
        var queued = Story(DeliveryState.Queued, Charge.Held, new TimelineEntry(DeliveryState.Queued, Nine));

        Assert.Equal(Tone.Wait, Verdict.Of(queued, operatorIsUp: false)!.Tone);
        Assert.Null(Verdict.Of(queued, operatorIsUp: true));
        Assert.Null(Verdict.Of(queued with { State = DeliveryState.Delivered }, operatorIsUp: false));
    }

    private static IRenderedComponent<MessagePage> Open(PageDesk desk, MessageId message) => desk.Render<MessagePage>(with => with.Add(page => page.Message, message.Value));

    private static MessageStory Story(DeliveryState state, Charge charge, params TimelineEntry[] steps) => new(
        new MessageId(MessageId.NewBatch()), default, new Opened(OpenStatus.Ok, "Hello"), MessageKind.Conversation, state, steps, [PartState.Waiting], Money.Of(0.038m, Currency.Gbp), charge, 1, null, false, false, [], [], null, null);
}
