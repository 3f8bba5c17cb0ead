using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class SessionTests
{
    private static readonly bool[] Plays = [false, true];

    public static TheoryData<bool> WholeAndByteByByte => [.. Plays];

    [Theory]
    [MemberData(nameof(WholeAndByteByByte))]
    public async Task Understands_a_conversation_played_whole_or_byte_by_byte(bool byteByByte)
    {
        await using var smsc = new ScriptedSmsc { ByteByByte = byteByByte };
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        link.Send("Hello");
        var (submit, body) = await smsc.ReadAsync();
        Assert.True(ShortMessage.TryParse(body, out var sent));
        Assert.Equal("Hello", Gsm7.Decode(sent.Message));

        await smsc.SendAsync(
            ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, submit.Sequence, "0a1B\0"u8),
            ScriptedSmsc.Pdu(SmppCommand.EnquireLink, SmppStatus.Ok, 71),
            ScriptedSmsc.Deliver(72, "id:0a1B stat:DELIVRD err:000"u8, EsmClass.Receipt),
            ScriptedSmsc.Deliver(73, "Hi \u001be there"u8),
            ScriptedSmsc.Deliver(74, [0x05, 0x00, 0x03, 0x09, 0x02, 0x01, 0x04, 0x36], EsmClass.UserDataHeader, DataCoding.Ucs2),
            ScriptedSmsc.Pdu((SmppCommand)0x00000003, SmppStatus.Ok, 75));

        Assert.Equal(71u, (await smsc.ReadAsync(SmppCommand.EnquireLinkResp)).Sequence);
        await link.UntilAsync(() => link.Texts.Count == 2);
        Assert.Equal(new SubmitResult(new(1, 1), SmppStatus.Ok, OperatorId.Parse("0a1B")), Assert.Single(link.Results));
        Assert.Equal((OperatorId.Parse("0a1B"), MessageState.Delivered), (link.Arrivals.Single().Id, link.Arrivals.Single().State));
        Assert.Equal(["Hi € there", "ж"], link.Texts.Select(text => text.Text));
        Assert.Equal(new ConcatHeader(9, 2, 1), link.Texts.Last().Part);
    }

    [Fact]
    public async Task Answers_a_delivery_only_when_its_owner_says_so()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        link.Acknowledges = false;

        await smsc.SendAsync(ScriptedSmsc.Deliver(5, "id:1 stat:DELIVRD"u8, EsmClass.Receipt), ScriptedSmsc.Pdu(SmppCommand.EnquireLink, SmppStatus.Ok, 6));
        await link.UntilAsync(() => link.Arrivals.Count == 1);
        var (first, _) = await smsc.ReadAsync();
        link.Session.Acknowledge([link.Arrivals.Single().Token]);
        var (second, _) = await smsc.ReadAsync();

        Assert.Equal((SmppCommand.EnquireLinkResp, 6u), (first.Command, first.Sequence));
        Assert.Equal((SmppCommand.DeliverSmResp, 5u, SmppStatus.Ok), (second.Command, second.Sequence, second.Status));
    }

    [Fact]
    public async Task Refuses_for_good_a_delivery_nobody_can_read()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();

        await smsc.SendAsync(
            ScriptedSmsc.Pdu(SmppCommand.DeliverSm, SmppStatus.Ok, 8, "no end"u8),
            ScriptedSmsc.Deliver(9, "a receipt for nothing"u8, EsmClass.Receipt));
        var answers = new[] { (await smsc.ReadAsync()).Header, (await smsc.ReadAsync()).Header };

        Assert.Equal([8u, 9u], answers.Select(answer => answer.Sequence).Order());
        Assert.All(answers, answer => Assert.Equal((SmppCommand.DeliverSmResp, SmppStatus.PermanentReceiverError), (answer.Command, answer.Status)));
        Assert.Empty(link.Arrivals);
        Assert.Equal(LinkState.Bound, link.Session.Status.State);
    }

    [Fact]
    public async Task A_refused_part_and_one_the_operator_did_not_understand_both_come_back()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        link.Send("One", message: 1);
        link.Send("Two", message: 2);
        var first = await smsc.ReadAsync(SmppCommand.SubmitSm);
        var second = await smsc.ReadAsync(SmppCommand.SubmitSm);
        await smsc.SendAsync(
            ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.SubmitFailed, first.Sequence),
            ScriptedSmsc.Pdu(SmppCommand.GenericNack, SmppStatus.InvalidCommand, second.Sequence),
            ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, first.Sequence, "again\0"u8));
        await link.UntilAsync(() => link.Results.Count >= 2);

        Assert.Equal([(1L, SmppStatus.SubmitFailed), (2L, SmppStatus.InvalidCommand)], link.Results.Select(result => (result.Key.Message, result.Status)));
        Assert.Equal(0, link.Session.Unanswered);
    }

    [Fact]
    public async Task Takes_no_more_parts_than_the_window()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options with { Window = 3 });
        Assert.Equal(SubmitAnswer.NotBound, link.Offer(Segments.Of("x"), 0, "447700900100", 0));
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        var answers = Enumerable.Range(0, 4).Select(message => link.Offer(Segments.Of("x"), 0, "447700900100", message)).ToArray();
        link.Session.Flush();
        var submit = await smsc.ReadAsync(SmppCommand.SubmitSm);
        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, submit.Sequence, "1\0"u8));
        await link.UntilAsync(() => link.Results.Count == 1);

        Assert.Equal([SubmitAnswer.Taken, SubmitAnswer.Taken, SubmitAnswer.Taken, SubmitAnswer.WindowFull], answers);
        Assert.Equal(SubmitAnswer.Taken, link.Offer(Segments.Of("x"), 0, "447700900100", 4));
        Assert.Equal(SubmitAnswer.DoesNotFit, link.Offer(Segments.Of("x"), 0, "123456789012345678901", 5));
    }

    [Fact]
    public async Task Unbinds_after_the_last_answer_when_it_is_stopped()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);
        link.Send("Hello");
        var submit = await smsc.ReadAsync(SmppCommand.SubmitSm);

        var stopped = link.Session.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SubmitAnswer.NotBound, link.Offer(Segments.Of("x"), 0, "447700900100", 2));
        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, submit.Sequence, "1\0"u8));
        var unbind = await smsc.ReadAsync(SmppCommand.Unbind);
        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.UnbindResp, SmppStatus.Ok, unbind.Sequence));
        await stopped;

        Assert.Single(link.Results);
        Assert.Equal((LinkFault.Stopped, 0, 0), link.Falls.Select(fall => (fall.Fault, fall.Unanswered.Length, fall.Unsent.Length)).Single());
        Assert.Equal(LinkState.Down, link.Session.Status.State);
    }
}
