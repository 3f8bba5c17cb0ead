using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>What a customer was writing is found again: all of it that holds something, hers alone, last changed first.</summary>
public class DraftListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Lists_what_she_wrote_last_changed_first_and_nobody_elses(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var first = await WrittenAsync(desk, "+44 7700 900118", "Your crown is ready");
        var second = await WrittenAsync(desk, "", "Half a thought");
        var third = await WrittenAsync(desk, "07700 900 905", "", MessageKind.OneTimeCode);
        await WrittenAsync(desk, "+447700900907", "Between others", of: await desk.Store.AddCustomerAsync());
        await WrittenAsync(desk, "+44 7700 900118", "Your crown is ready, come by", draft: first);

        var (lines, all) = await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel);

        Assert.Equal([first, third, second], lines.Select(line => line.Id));
        Assert.Equal((3, 3), (all, await desk.Store.Get<DraftList>().CountAsync(desk.Me, Cancel)));
        Assert.Equal(
            [("+447700900118", "Your crown is ready, come by", MessageKind.Conversation), ("+447700900905", null, MessageKind.OneTimeCode), (null, "Half a thought", MessageKind.Conversation)],
            lines.Select(line => (line.To?.Number?.E164, line.Beginning?.Text, line.Kind)));
        Assert.Equal(desk.Store.Clock.GetUtcNow(), lines[0].SavedAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_never_typed_in_and_one_emptied_again_are_not_hers_to_find(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        await desk.DraftAsync();
        await WrittenAsync(desk, "", " \n ");
        await WrittenAsync(desk, "", "", draft: await WrittenAsync(desk, "+447700900118", "Never mind"));

        Assert.Empty((await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel)).Lines);
        Assert.Equal(0, await desk.Store.Get<DraftList>().CountAsync(desk.Me, Cancel));
    }

    [Fact]
    public async Task Blanks_beside_a_number_are_kept_as_typed_and_listed_as_no_text()
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);
        var draft = await WrittenAsync(desk, "+447700900118", "  ");

        Assert.Null(Assert.Single((await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel)).Lines).Beginning);
        Assert.Equal("  ", Assert.IsType<FoundDraft.Open>(await desk.Store.Get<FindDraft>().RunAsync(desk.Me, draft, Cancel)).Content.Text);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_sent_is_no_draft_any_more(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var draft = await WrittenAsync(desk, "+447700900900", "Hello");

        Assert.IsType<SendOutcome.Accepted>(await desk.SendAsync("+447700900900", draft: draft));

        Assert.Empty((await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel)).Lines);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_no_number_so_far_is_told_from_none_and_handed_to_no_page(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        await WrittenAsync(desk, "", "Nobody yet");
        await WrittenAsync(desk, "Zoë at work", "Hello");

        var (lines, _) = await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel);

        Assert.Equal(new RecipientNumber(OpenStatus.Ok, null), lines[0].To);
        Assert.Null(lines[1].To);
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_that_cannot_be_read_says_so_and_hides_no_other(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var sound = await WrittenAsync(desk, "+447700900118", "Whole");
        var damaged = await WrittenAsync(desk, "+447700900118", "Damaged");
        await desk.Store.Writes.RunAsync(db => db.Drafts.Single(draft => draft.Id == damaged.Value).Number = db.Drafts.Single(draft => draft.Id == sound.Value).Number, Cancel);

        var (lines, _) = await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel);

        Assert.Equal((damaged, new RecipientNumber(OpenStatus.Damaged, null), "Damaged"), (lines[0].Id, lines[0].To, lines[0].Beginning?.Text));
        Assert.Equal(("+447700900118", "Whole"), (lines[1].To?.Number?.E164, lines[1].Beginning?.Text));

        await desk.Store.Vault.ShredAsync(Scope.Account(desk.Me.Account), Guid.CreateVersion7(), Cancel);
        Assert.All(
            (await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel)).Lines,
            line => Assert.Equal((OpenStatus.Erased, OpenStatus.Erased), (line.To!.Value.Status, line.Beginning!.Value.Status)));
    }

    [Theory, OnBothDatabases]
    public async Task Fifty_are_listed_and_all_are_counted(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        for (var one = 0; one < DraftList.Most + 2; one++) await WrittenAsync(desk, "", $"Draft {one}");
        await desk.DraftAsync();

        var (lines, all) = await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel);

        Assert.Equal((50, 52), (lines.Count, all));
        Assert.Equal(("Draft 51", "Draft 2"), (lines[0].Beginning?.Text, lines[^1].Beginning?.Text));
    }

    [Fact]
    public async Task A_long_text_is_listed_by_its_beginning_and_no_character_is_cut_in_two()
    {
        await using var desk = await Desk.SetUpAsync(Database.Sqlite);
        await WrittenAsync(desk, "", new string('x', 300));
        await WrittenAsync(desk, "", new string('x', 199) + "😀 and more");

        var (lines, _) = await desk.Store.Get<DraftList>().RunAsync(desk.Me, Cancel);

        Assert.Equal([new string('x', 199), new string('x', 200)], lines.Select(line => line.Beginning?.Text));
    }

    private static async Task<MessageId> WrittenAsync(Desk desk, string number, string text, MessageKind kind = MessageKind.Conversation, Customer? of = null, MessageId? draft = null)
    {
        desk.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = draft ?? (await desk.Store.Get<StartDraft>().RunAsync(of ?? desk.Me, Cancel))!.Value;
        Assert.True(await desk.Store.Get<SaveDraft>().RunAsync(of ?? desk.Me, id, new DraftContent(number, text, kind), Cancel));
        return id;
    }
}
