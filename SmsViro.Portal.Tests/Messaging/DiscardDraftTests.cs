using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>A draft is thrown away by whoever wrote it and nobody else, and never beside its own message.</summary>
public class DiscardDraftTests
{
    private const string Number = "+447700900900";

    private static readonly DiscardOutcome.NothingThere NothingThere = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Deletes_that_draft_and_no_other_and_charges_nothing(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var (gone, stays) = (await WrittenAsync(desk), await WrittenAsync(desk));

        Assert.Equal(new DiscardOutcome.Discarded(), await DiscardAsync(desk, gone));

        await using var db = desk.Store.Open();
        Assert.Equal([stays.Value], await db.Drafts.Select(draft => draft.Id).ToListAsync(Cancel));
        Assert.Null(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, gone, Cancel));
        Assert.Equal((Desk.Credit, 0), ((await desk.PurseAsync()).Available, await desk.UnexplainedAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Of_a_draft_discarded_already_or_sent_nothing_is_deleted(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var (draft, sent) = (await WrittenAsync(desk), await desk.SentAsync(Number));
        await DiscardAsync(desk, draft);

        Assert.Equal([NothingThere, NothingThere], [await DiscardAsync(desk, draft), await DiscardAsync(desk, sent)]);

        Assert.Equal(DeliveryState.Queued, (await desk.StoryAsync(sent)).State);
        Assert.Empty(await TrailAsync(desk));
    }

    [Theory, OnBothDatabases]
    public async Task Another_customers_draft_stays_and_the_asking_is_noted(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await WrittenAsync(desk);
        var other = await desk.Store.AddCustomerAsync();

        Assert.Equal(NothingThere, await desk.Store.Get<DiscardDraft>().RunAsync(other, draft, Cancel));

        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel));
        var entry = Assert.Single(await TrailAsync(desk));
        Assert.Equal((AuditDeed.TriedForeignId, other.User, draft.Value), (entry.Deed, entry.Actor, entry.Concerning!.Value));
    }

    [Theory, OnBothDatabases]
    public async Task Sent_in_one_tab_and_discarded_in_another_it_is_one_of_the_two(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var sent = 0;
        for (var round = 0; round < 12; round++)
        {
            var draft = await WrittenAsync(desk);

            // Whoever begins first differs from round to round; who wins is the database's to say.
            var sending = round % 2 == 0 ? desk.SendAsync(Number, draft: draft) : null;
            var discarding = DiscardAsync(desk, draft);
            var (outcome, discarded) = (await (sending ?? desk.SendAsync(Number, draft: draft)), await discarding is DiscardOutcome.Discarded);

            Assert.NotEqual(discarded, outcome is SendOutcome.Accepted);
            if (discarded) Assert.Equal(SendRefusal.NoSuchDraft, Assert.IsType<SendOutcome.Refused>(outcome).Why);
            else sent++;
        }

        await using var db = desk.Store.Open();
        Assert.Equal((sent, 0), (await db.Messages.CountAsync(Cancel), await db.Drafts.CountAsync(Cancel)));
        var held = (await desk.PurseAsync()).Held;
        Assert.Equal((sent * Money.Of(0.038m, Currency.Gbp).Micros, 0), (held.Micros, await desk.UnexplainedAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_typed_after_it_was_discarded_brings_nothing_back(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await WrittenAsync(desk);
        await DiscardAsync(desk, draft);

        Assert.False(await desk.Store.Get<SaveDraft>().RunAsync(desk.Me, draft, new DraftContent(Number, "Typed on", MessageKind.Conversation), Cancel));
        Assert.Equal(SendRefusal.NoSuchDraft, Assert.IsType<SendOutcome.Refused>(await desk.SendAsync(Number, draft: draft)).Why);

        await using var db = desk.Store.Open();
        Assert.False(await db.Drafts.AnyAsync(Cancel) || await db.Messages.AnyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_a_hold_names_stays_until_the_hold_ends_and_the_others_go(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var (held, free) = (await WrittenAsync(desk), await WrittenAsync(desk));
        var hold = Hold(desk, row: held.Value.ToString());
        await desk.Store.Writes.RunAsync(db => db.Holds.Add(hold), Cancel);

        Assert.Equal(new DiscardOutcome.Stays(ContentStay.Law), await DiscardAsync(desk, held));
        Assert.Equal(new DiscardOutcome.Discarded(), await DiscardAsync(desk, free));

        await desk.Store.Writes.RunAsync(db => db.Holds.Single(found => found.Id == hold.Id).ReleasedAt = desk.Store.Clock.GetUtcNow(), Cancel);
        Assert.Equal(new DiscardOutcome.Discarded(), await DiscardAsync(desk, held));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_on_what_messages_say_keeps_her_drafts_and_nobody_elses(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var other = await desk.Store.AddCustomerAsync();
        var (held, free) = (await WrittenAsync(desk), await WrittenAsync(desk, other));
        await desk.Store.Writes.RunAsync(db => db.Holds.Add(Hold(desk, category: Category.MessageContent.Id)), Cancel);

        Assert.Equal(new DiscardOutcome.Stays(ContentStay.Law), await DiscardAsync(desk, held));
        Assert.Equal(new DiscardOutcome.Discarded(), await desk.Store.Get<DiscardDraft>().RunAsync(other, free, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_hold_that_came_a_moment_before_still_keeps_it(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await WrittenAsync(desk);
        var queue = new OvertakenQueue(desk.Store.Writes, db => db.Holds.Add(Hold(desk, row: draft.Value.ToString())));
        var discard = new DiscardDraft(queue, desk.Store.Get<NoteForeignMessage>(), desk.Store.Get<DataMap>(), desk.Store.Get<Signals>());

        Assert.Equal(new DiscardOutcome.Stays(ContentStay.Law), await discard.RunAsync(desk.Me, draft, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task While_the_use_of_her_data_is_paused_it_is_kept_and_nothing_else(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await WrittenAsync(desk);
        await desk.Store.Writes.RunAsync(
            db => db.Restrictions.Add(new Restriction
            {
                Id = Guid.CreateVersion7(),
                UserId = desk.Me.User,
                AccountId = desk.Me.Account,
                RequestId = Guid.CreateVersion7(),
                Ground = RestrictionGround.Disputed,
                Since = desk.Store.Clock.GetUtcNow(),
            }),
            Cancel);

        Assert.Equal(new DiscardOutcome.Stays(ContentStay.Pause), await DiscardAsync(desk, draft));
        Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel));
    }

    private static Task<DiscardOutcome> DiscardAsync(Desk desk, MessageId draft) => desk.Store.Get<DiscardDraft>().RunAsync(desk.Me, draft, Cancel);

    private static async Task<MessageId> WrittenAsync(Desk desk, Customer? of = null)
    {
        var draft = (await desk.Store.Get<StartDraft>().RunAsync(of ?? desk.Me, Cancel))!.Value;
        Assert.True(await desk.Store.Get<SaveDraft>().RunAsync(of ?? desk.Me, draft, new DraftContent(Number, "Hello", MessageKind.Conversation), Cancel));
        return draft;
    }

    private static Hold Hold(Desk desk, string? row = null, string? category = null) => new()
    {
        Id = Guid.CreateVersion7(),
        UserId = desk.Me.User,
        AccountId = desk.Me.Account,
        Category = category,
        Table = row is null ? null : nameof(Draft),
        Row = row,
        Ground = HoldGround.LegalClaim,
        PlacedAt = desk.Store.Clock.GetUtcNow(),
        PlacedBy = UserId.New(),
        ReviewOn = new DateOnly(2027, 1, 31),
    };

    private static Task<IReadOnlyList<AuditEntry>> TrailAsync(Desk desk) => desk.Store.Get<AuditTrail>().LatestAsync(100, Cancel);
}
