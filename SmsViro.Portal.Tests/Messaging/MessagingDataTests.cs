using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging;

public class MessagingDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Everything_kept_about_a_message_is_in_her_export(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var message = await desk.SentAsync("+447700900905", "Canary of a text");
        await desk.UntilAsync(message, story => story.Replies.Count > 0 && story.State == DeliveryState.Delivered);
        await desk.Store.Get<SaveDraft>().RunAsync(desk.Me, await desk.DraftAsync(), new DraftContent("canary of a number", "Canary of a draft", MessageKind.Conversation), Cancel);

        var exported = new List<string?>();
        await foreach (var record in desk.Store.Get<DeclaredTables>().ExportAsync(new DataSubject(desk.Me.User, desk.Me.Account), Cancel))
            exported.AddRange(record.Values.Select(value => value.Text));

        foreach (var canary in new[] { "Canary of a text", "+447700900905", "Thank you, we have your message.", "canary of a number", "Canary of a draft", "Delivered", message.ToString() })
            Assert.Contains(canary, exported);
    }

    [Theory, OnBothDatabases]
    public async Task Erasure_leaves_no_message_and_no_neighbour_hurt(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var message = await desk.SentAsync("+447700900905");
        await desk.UntilAsync(message, story => story.Replies.Count > 0 && story.State == DeliveryState.Delivered);
        await desk.DraftAsync();
        var neighbour = await desk.Store.AddCustomerAsync();
        await desk.Store.Get<StartDraft>().RunAsync(neighbour, Cancel);
        var subject = new DataSubject(desk.Me.User, desk.Me.Account);

        await desk.Store.Get<DeclaredTables>().EraseAsync(subject, Cancel);

        await using var db = desk.Store.Open();
        Assert.Equal(
            (0, 0, 0, 0, 1),
            (await db.MessageBatches.CountAsync(Cancel), await db.Messages.CountAsync(Cancel), await db.Deliveries.CountAsync(Cancel), await db.Replies.CountAsync(Cancel), await db.Drafts.CountAsync(Cancel)));
        Assert.Empty(await desk.Store.Get<DeclaredTables>().VerifyAsync(subject, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_message_whose_key_is_gone_is_not_sent_and_not_charged(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync("+447700900900");
        await desk.Store.Vault.ShredAsync(Buckets.ScopeOf(desk.Me.Account, Buckets.Of(desk.Store.Clock.GetUtcNow())), Guid.CreateVersion7(), Cancel);

        await desk.Store.Host.StartAsync(Cancel);

        Assert.Equal(Charge.Returned, (await desk.UntilAsync(message, DeliveryState.Rejected)).Charge);
        Assert.Equal((0, Desk.Credit), (desk.Simulator.Counts.Total, (await desk.PurseAsync()).Available));
    }
}
