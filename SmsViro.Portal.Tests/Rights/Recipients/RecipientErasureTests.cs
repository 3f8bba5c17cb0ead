using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Rights;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Recipients;

/// <summary>What an erasure of a number takes away, what it leaves to others, and what is said of both before.</summary>
public class RecipientErasureTests
{
    private const string Number = "+447700900900";
    private const string Other = "+447700900910";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Her_erasure_leaves_a_claim_its_own_copy_of_the_one_text_it_needs(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var store = reception.Store;
        var (dental, priya) = (await reception.AddSenderAsync("Harbour Dental"), await store.AddStaffAsync());
        var (claimed, other) = (await reception.WriteAsync(dental, Number), await reception.WriteAsync(dental, Number));
        var grant = (await store.Get<OpenDoor>().RunAsync(priya.User, dental.User, AuditDeed.OpenedCustomer, "A claim about one text", null, Cancel)).Grant!;
        var hold = (await store.Get<PlaceHold>().RunAsync(
            grant, new HoldTarget(null, nameof(Message), claimed.ToString()), HoldGround.LegalClaim, "A claim about one text", DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime).AddDays(90), Cancel)).Hold!.Value;

        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(Number), new RecipientWish(RecipientRequestKind.Erasure), Cancel));
        await store.RunJobsAsync();

        Assert.Equal(RecipientRequestState.Answered, (await reception.OnlyRequestAsync()).State);
        foreach (var text in new[] { claimed, other }) Assert.Null((await store.Get<MessageTimeline>().RunAsync(dental, text, Cancel))!.To.Number);
        await using var db = store.Open();
        var item = await db.Set<HeldItem>().SingleAsync(Cancel);
        Assert.Contains(Number, (await store.Vault.FindAsync(Scope.Hold(hold), Cancel)).Open(HeldItemMapping.Content, item.Id, item.Content).Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.RecipientEvents.Where(told => told.Step == RecipientStep.HeldItemsKept).Select(told => told.Count).SingleAsync(Cancel));

        var second = (await store.Get<OpenDoor>().RunAsync((await store.AddStaffAsync()).User, dental.User, AuditDeed.OpenedCustomer, "A claim about one text", null, Cancel)).Grant!;
        Assert.Null(await store.Get<AskToReleaseHold>().RunAsync(grant, hold, "The claim is settled", Cancel));
        Assert.Null(await store.Get<ReleaseHold>().RunAsync(second, hold, "The claim is settled", Cancel));
        Assert.False(await db.Set<HeldItem>().AnyAsync(Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Her_erasure_empties_her_columns_and_leaves_the_senders_record(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var store = reception.Store;
        var dental = await reception.AddSenderAsync("Harbour Dental");
        var hers = await reception.WriteAsync(dental, Number);
        var others = await reception.WriteAsync(dental, Other);
        var draft = (await store.Get<StartDraft>().RunAsync(dental, Cancel))!.Value;
        await store.Get<SaveDraft>().RunAsync(dental, draft, new DraftContent("07700 900900", "Later", MessageKind.Conversation), Cancel);
        await reception.ReplyAsync(dental, hers, Number);
        var before = await store.Get<MessageTimeline>().RunAsync(dental, hers, Cancel);

        // What she wrote back is his to read, and in his copy, for as long as she lets it.
        Assert.Contains(("Reply", "I will come"), await reception.InHisCopyAsync(dental));
        Assert.Contains(("Reply", Number), await reception.InHisCopyAsync(dental));

        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(Number), new RecipientWish(RecipientRequestKind.Erasure), Cancel));
        await store.RunJobsAsync();

        var request = await reception.OnlyRequestAsync();
        Assert.Equal((RecipientRequestState.Answered, 4L), (request.State, request.Rows));
        var after = (await store.Get<MessageTimeline>().RunAsync(dental, hers, Cancel))!;
        Assert.Equal((before!.State, before.Price, before.Steps[0].At), (after.State, after.Price, after.Steps[0].At));
        Assert.Null(after.To.Number);
        Assert.DoesNotContain(after.Replies, reply => reply.Text.Text is not null);
        Assert.DoesNotContain(await reception.InHisCopyAsync(dental), value => value.Text is "I will come" or Number);
        Assert.Contains(("Message", Other), await reception.InHisCopyAsync(dental));
        Assert.Equal(Other, (await store.Get<MessageTimeline>().RunAsync(dental, others, Cancel))!.To.Number!.Value.E164);
        Assert.Equal("", Assert.IsType<FoundDraft.Open>(await store.Get<FindDraft>().RunAsync(dental, draft, Cancel)).Content.Number);

        // She stays silent to him, by a digest alone; a restored backup learns it from the ledger.
        var optOut = Assert.Single((await store.Get<OptOutList>().RunAsync(dental, 0, 10, Cancel)).Lines);
        Assert.Equal((null, OpenStatus.Erased), (optOut.Number.Number, optOut.Number.Status));
        Assert.Equal(SendRefusal.OptedOut, (await store.Get<QuoteMessage>().RunAsync(dental, new DraftContent(Number, "Hello", MessageKind.Conversation), Cancel)).Refusal);
        Assert.Single(await store.Get<ErasureLedger>().LinesAsync(Cancel), line => line.Request == request.Id && line.Rows.Count == 4);
        Assert.Empty((await reception.SeeAsync(await reception.ProveAsync(Number))).Senders);
    }

    [Theory, OnBothDatabases]
    public async Task Her_erasure_reaches_every_record_that_holds_her_number_though_no_text_of_its_account_does(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var store = reception.Store;
        var (dental, meadow, lantern) = (await reception.AddSenderAsync("Harbour Dental"), await reception.AddSenderAsync("Meadow"), await reception.AddSenderAsync("Lantern"));
        await reception.WriteAsync(dental, Number);
        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(Number), new RecipientWish(RecipientRequestKind.Erasure), Cancel));
        await store.RunJobsAsync();
        Assert.Equal(2, (await reception.OnlyRequestAsync()).Rows);

        // Afterwards: typed again by a sender whose texts forgot it, brought in with a reply that lies beside another's text, and opted out where nothing was ever sent.
        var draft = (await store.Get<StartDraft>().RunAsync(dental, Cancel))!.Value;
        await store.Get<SaveDraft>().RunAsync(dental, draft, new DraftContent("07700 900900", "After stop", MessageKind.Conversation), Cancel);
        await reception.WriteAsync(meadow, Number);
        var others = await reception.WriteAsync(meadow, Other);
        await reception.BringInAsync(meadow);
        await reception.ReplyAsync(meadow, others, Number);
        await store.Get<AddOptOut>().RunAsync(lantern, Number, Cancel);

        var proved = await reception.ProveAsync(Number);
        var sender = Assert.Single((await reception.SeeAsync(proved)).Senders);
        Assert.Equal((meadow.Account, 0, 1), (sender.Account, sender.Texts.Count, sender.BroughtIn.Count));
        Assert.Null(await store.Get<AskAsRecipient>().RunAsync(proved, new RecipientWish(RecipientRequestKind.Erasure), Cancel));
        await store.RunJobsAsync();

        var picture = await reception.SeeAsync(proved);
        Assert.Empty(picture.Senders);

        // The draft, the text, the reply, the opt-out added by hand, and the one her request made at the sender who brought the text in.
        Assert.Equal((RecipientRequestState.Answered, 5L), (picture.LastErasure!.State, picture.LastErasure.Rows));
        Assert.Equal("", Assert.IsType<FoundDraft.Open>(await store.Get<FindDraft>().RunAsync(dental, draft, Cancel)).Content.Number);
        foreach (var account in new[] { dental, meadow, lantern }) Assert.DoesNotContain(await reception.InHisCopyAsync(account), value => value.Text is Number or "07700 900900" or "I will come");
        Assert.Contains(("Message", Other), await reception.InHisCopyAsync(meadow));
        Assert.All([dental, meadow, lantern], account => Assert.Equal(SendRefusal.OptedOut, store.Get<QuoteMessage>().RunAsync(account, new DraftContent(Number, "Hello", MessageKind.Conversation), Cancel).Result.Refusal));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_kept_of_an_erasure_and_which_answers_a_stop_of_codes_would_cut_off_are_said_before_she_decides(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var dental = await reception.AddSenderAsync("Harbour Dental");
        await reception.WriteAsync(dental, Number);
        var proved = await reception.ProveAsync(Number);
        await reception.Store.Get<AskAsRecipient>().RunAsync(proved, new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Words), Cancel);
        await reception.Store.Get<AskAsRecipient>().RunAsync(proved, new RecipientWish(RecipientRequestKind.Objection), Cancel);
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton(reception.Store.Get<RightsOptions>()).AddSingleton(reception.Store.Get<DataMap>()).AddSingleton<TimeProvider>(reception.Store.Clock);
        var picture = await reception.SeeAsync(proved);

        var asks = context.Render<RecipientAsks>(part => part.Add(one => one.Picture, picture).Add(one => one.From, proved.From));

        var erasure = asks.Find("details:has([value=Erasure])").TextContent;
        Assert.Contains("and its words, without your number, until their own days for texts end: 30 unless they choose otherwise, 90 at most", erasure, StringComparison.Ordinal);
        Assert.Contains("of drafts that hold it", erasure, StringComparison.Ordinal);
        Assert.Contains("ours end by themselves within 7 days", erasure, StringComparison.Ordinal);
        Assert.Contains("We keep a visit 1 day; a request 3 years after its answer, its number and words 30 days.", erasure, StringComparison.Ordinal);
        var codes = asks.Find("details:has([value=StopCodes])");
        Assert.False(codes.HasAttribute("open"));
        Assert.Contains("2 answers are still open and could not be read here:", codes.TextContent, StringComparison.Ordinal);
        Assert.Contains("What the text said · Harbour Dental, N-2026-0001, due Thu 24 Dec 2026", codes.TextContent, StringComparison.Ordinal);
    }
}
