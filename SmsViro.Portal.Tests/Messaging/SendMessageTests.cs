using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class SendMessageTests
{
    private const string Number = "+447700900900";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Holds_the_price_shown_and_queues_the_message_under_its_drafts_id(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await desk.DraftAsync();

        var outcome = await desk.SendAsync(Number, draft: draft);

        Assert.Equal(new SendOutcome.Accepted(draft, Again: false), outcome);
        var story = await desk.StoryAsync(draft);
        Assert.Equal((DeliveryState.Queued, Charge.Held), (story.State, story.Charge));
        var purse = await desk.PurseAsync();
        Assert.Equal((Desk.Credit - story.Price, story.Price), (purse.Available, purse.Held));
    }

    [Theory, OnBothDatabases]
    public async Task Sends_once_however_often_it_is_clicked(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await desk.DraftAsync();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.SendAsync(Number, draft: draft)));

        Assert.All(clicks, click => Assert.Equal(draft, Assert.IsType<SendOutcome.Accepted>(click).Message));
        Assert.Single(clicks, click => click is SendOutcome.Accepted { Again: false });
        await using var db = desk.Store.Open();
        Assert.Equal(1, await db.Messages.CountAsync(Cancel));
        Assert.Equal((await desk.StoryAsync(draft)).Price, (await desk.PurseAsync()).Held);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_restart_between_commit_and_answer_the_same_draft_is_found_as_sent(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await desk.DraftAsync();
        await desk.SendAsync(Number, draft: draft);

        await desk.Store.RestartAsync();

        Assert.Equal(new FoundDraft.Sent(draft), await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel));
        Assert.Equal(new SendOutcome.Accepted(draft, Again: true), await desk.SendAsync(Number, "Another text", draft: draft));
    }

    [Theory]
    [InlineData("0770", "Hello", SendRefusal.NotANumber)]
    [InlineData("", "Hello", SendRefusal.NotANumber)]
    [InlineData("+44 7700 900900 ext 3", "Hello", SendRefusal.NotANumber)]
    [InlineData(Number, "", SendRefusal.NoText)]
    [InlineData(Number, " \n ", SendRefusal.NoText)]
    [InlineData("+97317000000", "Hello", SendRefusal.NoPrice)]
    public async Task Refuses_what_cannot_be_sent_and_keeps_the_draft(string number, string text, SendRefusal why)
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);
        var draft = await desk.DraftAsync();

        var outcome = await desk.SendAsync(number, text, draft: draft);

        Assert.Equal(why, Assert.IsType<SendOutcome.Refused>(outcome).Why);
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel));
    }

    [Fact]
    public async Task Refuses_an_eleventh_part()
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);

        Assert.IsType<SendOutcome.Accepted>(await desk.SendAsync(Number, new string('x', 1_530)));
        Assert.Equal(SendRefusal.TooLong, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number, new string('x', 1_531))).Why);
    }

    [Theory, OnBothDatabases]
    public async Task Refuses_what_the_balance_does_not_cover_and_leaves_nothing_behind(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var poor = await desk.Store.AddCustomerAsync(Money.Of(0.03m, Currency.Gbp));
        var draft = await desk.Store.Get<StartDraft>().RunAsync(poor, Cancel);

        var outcome = await desk.Store.Get<SendMessage>()
            .RunAsync(poor, draft!.Value, new DraftContent(Number, "Hello", MessageKind.Conversation), Money.Of(0.038m, Currency.Gbp), Cancel);

        Assert.Equal(SendRefusal.NoCredit, Assert.IsType<SendOutcome.Refused>(outcome).Why);
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(poor, draft.Value, Cancel));
        await using var db = desk.Store.Open();
        Assert.False(await db.MessageBatches.AnyAsync(Cancel) || await db.Messages.AnyAsync(Cancel));
        Assert.Equal(0, await desk.UnexplainedAsync());
    }

    [Fact]
    public async Task Refuses_a_price_that_was_not_the_one_shown_and_says_the_new_one()
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);
        var draft = await desk.DraftAsync();

        var outcome = await desk.Store.Get<SendMessage>()
            .RunAsync(desk.Me, draft, new DraftContent(Number, "Hello", MessageKind.Conversation), Money.Of(0.037m, Currency.Gbp), Cancel);

        var refused = Assert.IsType<SendOutcome.Refused>(outcome);
        Assert.Equal((SendRefusal.PriceChanged, Money.Of(0.038m, Currency.Gbp)), (refused.Why, refused.Price!.Total));
    }

    [Theory, OnBothDatabases]
    public async Task An_account_being_erased_takes_no_message_and_no_draft(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await desk.DraftAsync();
        await desk.Store.Writes.RunAsync(db => db.Users.Single(user => user.AccountId == desk.Me.Account).State = AccountState.Erasing, cancel: Cancel);

        Assert.Equal(SendRefusal.AccountClosing, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number, draft: draft)).Why);
        Assert.Null(await desk.Store.Get<StartDraft>().RunAsync(desk.Me, Cancel));
        Assert.False(await desk.Store.Get<SaveDraft>().RunAsync(desk.Me, draft, DraftContent.Empty, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Another_customers_draft_and_message_are_not_there(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var other = await desk.Store.AddCustomerAsync(Desk.Credit);
        var (draft, message) = (await desk.DraftAsync(), await desk.SentAsync(Number));
        var content = new DraftContent(Number, "Hello", MessageKind.Conversation);

        Assert.Null(await desk.Store.Get<FindDraft>().RunAsync(other, draft, Cancel));
        Assert.Null(await desk.Store.Get<FindDraft>().RunAsync(other, message, Cancel));
        Assert.Null(await desk.Store.Get<MessageTimeline>().RunAsync(other, message, Cancel));
        Assert.Null(await desk.Store.Get<DraftAgain>().RunAsync(other, message, Cancel));
        Assert.False(await desk.Store.Get<SaveDraft>().RunAsync(other, draft, content, Cancel));
        Assert.Equal(CancelOutcome.NoSuchMessage, await desk.Store.Get<CancelMessage>().RunAsync(other, message, Cancel));
        foreach (var taken in new[] { draft, message })
            Assert.Equal(SendRefusal.NoSuchDraft, Assert.IsType<SendOutcome.Refused>(
                await desk.Store.Get<SendMessage>().RunAsync(other, taken, content, Money.Of(0.038m, Currency.Gbp), Cancel)).Why);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_keeps_what_was_typed_sealed(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await desk.DraftAsync();

        Assert.True(await desk.Store.Get<SaveDraft>().RunAsync(desk.Me, draft, new DraftContent("07700 900", "Half a thought", MessageKind.OneTimeCode), Cancel));

        var found = Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel));
        Assert.Equal(("07700 900", "Half a thought", MessageKind.OneTimeCode, true), (found.Content.Number, found.Content.Text, found.Content.Kind, found.IsReadable));
        await using var db = desk.Store.Open();
        var row = await db.Drafts.SingleAsync(Cancel);
        Assert.Equal(-1, row.Text!.Value.Bytes.Span.IndexOf("Half"u8));
    }

    [Theory, OnBothDatabases]
    public async Task A_damaged_ciphertext_says_so_and_hides_nothing_else(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var (damaged, sound) = (await desk.SentAsync(Number, "One"), await desk.SentAsync(Number, "Two"));
        await desk.Store.Writes.RunAsync(
            db =>
            {
                var row = db.Messages.Single(message => message.Batch.Id == damaged.Value);
                var bytes = row.Recipient.Bytes.ToArray();
                bytes[^1] ^= 1;
                db.Entry(row).Property(message => message.Recipient).CurrentValue = Sealed.FromBytes(bytes);
            },
            cancel: Cancel);

        var page = await desk.Store.Get<MessageHistory>().RunAsync(desk.Me, new HistoryFilter(null, null, TimeZoneInfo.Utc), null, 10, Cancel);

        Assert.Equal([(sound, OpenStatus.Ok), (damaged, OpenStatus.Damaged)], page.Items.Select(line => (line.Id, line.To.Status)));
        var story = await desk.StoryAsync(damaged);
        Assert.Equal((OpenStatus.Damaged, null, "One"), (story.To.Status, story.To.Number, story.Text.Text));
    }

    [Theory, OnBothDatabases]
    public async Task A_message_that_waits_can_be_taken_back_with_its_price(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Number);

        Assert.Equal(CancelOutcome.Cancelled, await desk.Store.Get<CancelMessage>().RunAsync(desk.Me, message, Cancel));
        Assert.Equal(CancelOutcome.TooLate, await desk.Store.Get<CancelMessage>().RunAsync(desk.Me, message, Cancel));

        await desk.Store.Host.StartAsync(Cancel);
        var other = await desk.SentAsync(Number);
        await desk.UntilAsync(other, DeliveryState.Delivered);
        var story = await desk.StoryAsync(message);
        Assert.Equal((DeliveryState.Cancelled, Charge.Returned), (story.State, story.Charge));
        Assert.Equal(1, desk.Simulator.Counts.Total);
        Assert.Equal(Desk.Credit - story.Price, (await desk.PurseAsync()).Available);
    }
}
