using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Report;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Messaging.Carriers;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Messaging;

/// <summary>Who received what of a message: only the allow-list leaves, and whoever got it stays named after the route leads elsewhere.</summary>
public class SharedWithTests
{
    private const string Number = "+447700900900";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Promise("P7.1")]
    public async Task A_submission_carries_number_sender_and_text_and_nothing_else()
    {
        await using var smsc = new ScriptedSmsc();
        await using var desk = await Desk.SetUpAsync(
            Database.Sqlite,
            [
                ("Messaging:Operator:Name", "Northwave"), ("Messaging:Operator:Host", smsc.Options.Host), ("Messaging:Operator:Port", $"{smsc.Options.Port}"),
                ("Messaging:Operator:SystemId", "viro"), ("Messaging:Operator:Password", "secret"), .. Desk.Agreed,
            ]);
        var message = await desk.SentAsync(Number, "Your crown is ready");
        await desk.Store.Host.StartAsync(Cancel);
        await smsc.AcceptBindAsync();

        var (header, body) = await smsc.ReadAsync();

        // Every field of submit_sm in the order of SMPP 3.4, clause 4.4.1; what is personal stands in the allow-list, all else is empty or one octet of protocol.
        Assert.Equal(SmppCommand.SubmitSm, header.Command);
        var at = 0;
        Assert.Equal("", Text());
        Assert.Equal((5, 0), (Octet(), Octet()));
        Assert.Equal("SMSViro", Text());
        Assert.Equal((1, 1), (Octet(), Octet()));
        Assert.Equal(Number[1..], Text());
        Assert.Equal((0, 0, 0), (Octet(), Octet(), Octet()));
        Assert.Equal(("", ""), (Text(), Text()));
        Assert.Equal((1, 0, 0, 0), (Octet(), Octet(), Octet(), Octet()));
        Assert.Equal("Your crown is ready", Encoding.ASCII.GetString(body.AsSpan(at + 1, body[at])));
        Assert.Equal(body.Length, at + 1 + body[at]);
        Assert.Equal("number, sender name and text", SharedWith.Fields);
        Assert.Contains(SharedWith.Fields, desk.Store.Get<Partner>().Receives, StringComparison.Ordinal);

        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, header.Sequence, "7F3A\0"u8));
        var story = await desk.UntilAsync(message, DeliveryState.Sent);
        Assert.Equal(["Northwave"], story.SharedWith.Select(handover => handover.Operator));

        int Octet() => body[at++];

        string Text()
        {
            var end = Array.IndexOf(body, (byte)0, at);
            var text = Encoding.ASCII.GetString(body.AsSpan(at, end - at));
            at = end + 1;
            return text;
        }
    }

    [Theory, OnBothDatabases]
    [Promise("P7.1")]
    public async Task Who_had_a_message_stays_named_when_it_is_offered_to_another(Database database)
    {
        await using var desk = await Desk.SetUpAsync(database);
        var message = await desk.SentAsync(Number, kind: MessageKind.Campaign);
        var left = desk.Store.Clock.GetUtcNow();
        await OnALinkOfAsync(desk, "Northwave");
        Assert.Empty((await desk.StoryAsync(message)).SharedWith);

        await desk.Store.Host.StartAsync(Cancel);
        Assert.Equal([new Handover("Northwave", left)], (await desk.StoryAsync(message)).SharedWith);
        desk.Store.Clock.Advance(TimeSpan.FromSeconds(121));

        var story = await desk.UntilAsync(message, DeliveryState.Delivered);
        Assert.Equal(["Northwave", ""], story.SharedWith.Select(handover => handover.Operator));
        Assert.Equal(left, story.SharedWith[0].At);
        Assert.Equal("Nobody: the simulator is inside the portal", SharedWith.Named(story.SharedWith[1].Operator));
    }

    [Theory]
    [InlineData(DeliveryState.Queued, 0, false)]
    [InlineData(DeliveryState.Suppressed, 0, false)]
    [InlineData(DeliveryState.Rejected, 0, false)]
    [InlineData(DeliveryState.Rejected, 11, true)]
    [InlineData(DeliveryState.Unknown, 0, true)]
    [InlineData(DeliveryState.Submitting, 0, true)]
    public void Refused_by_us_or_never_submitted_means_that_nobody_received_it(DeliveryState state, int answer, bool shared) =>
        Assert.Equal(shared, SharedWith.IsHandedOver(new Delivery { State = state, Answer = answer, SubmittedAt = state is DeliveryState.Suppressed ? null : 1 }));

    [Theory, OnBothDatabases]
    [Promise("P7.1")]
    public async Task A_copy_names_the_operators_that_received_something_and_how_often(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync();
        await store.AddDeliveredAsync(ada, 3);
        var at = store.Clock.GetUtcNow();
        await store.Writes.RunAsync(
            db => db.Deliveries.ExecuteUpdate(set => set.SetProperty(delivery => delivery.Operator, "Northwave").SetProperty(delivery => delivery.OperatorIds, "nw-7731").SetProperty(delivery => delivery.Reason, "001").SetProperty(delivery => delivery.SubmittedAt, at.UtcTicks)),
            cancel: Cancel);

        var receipt = Assert.Single((await store.Get<ReportHistory>().OfAsync(new DataSubject(ada.User, ada.Account), Cancel)).Receipts);
        Assert.Equal(("Northwave", 3, at, at), (receipt.Name, receipt.Count, receipt.First, receipt.Last));
        using var zip = new ZipArchive(new MemoryStream((await store.CopyAsync(ada, CopyContent.WholeArchive)).Bytes));
        using var file = new StreamReader(zip.Entries.Single(entry => entry.FullName.StartsWith("data/deliveries", StringComparison.Ordinal) && entry.FullName.EndsWith("json", StringComparison.Ordinal)).Open());
        var lines = (await file.ReadToEndAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Count(line => line.Contains("\"Northwave\"", StringComparison.Ordinal) && line.Contains(SharedWith.Fields, StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line.Contains("\"operatorReference\":\"nw-7731\"", StringComparison.Ordinal) && line.Contains("\"networkCode\":\"001\"", StringComparison.Ordinal)));
    }

    // As a process that ended left it: on a link to that operator, without an answer.
    private static Task OnALinkOfAsync(Desk desk, string receiver) => desk.Store.Writes.RunAsync(
        db =>
        {
            var batch = db.Entry(db.MessageBatches.Single());
            batch.Property(one => one.NextOrdinal).CurrentValue = 1;
            batch.Property(one => one.State).CurrentValue = BatchState.Drained;
            var id = Message.RowOf(batch.Entity.No, 0);
            db.OpenWindows.Add(new OpenWindow { Worker = 7, Link = 0, Operator = receiver, Attempt = 1, FirstId = id, LastId = id, At = desk.Store.Clock.GetUtcNow().UtcTicks });
        },
        Cancel);
}
