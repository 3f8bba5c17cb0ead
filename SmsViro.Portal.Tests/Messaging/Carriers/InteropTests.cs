using System.Text.Json.Nodes;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>Our client against somebody else's server: what both sides agree on is the standard, not a shared mistake.</summary>
public class InteropTests
{
    [Fact]
    public async Task The_peer_is_the_version_the_lock_file_names()
    {
        await using var peer = await NodePeer.StartAsync();

        Assert.Equal("0.5.1", peer.Version);
    }

    [Fact]
    public async Task Binds_as_version_3_4()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        Assert.Equal(0x34, (int)(await peer.HearAsync("bound"))["version"]!);
    }

    [Fact]
    public async Task Is_refused_with_the_wrong_password()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = RecordedLink.Start(peer.Options with { Password = "other" });

        await link.UntilAsync(() => !link.Falls.IsEmpty);

        Assert.Equal((LinkFault.BindRefused, SmppStatus.InvalidPassword), (link.Session.Status.LastFault, link.Session.Status.Answer));
    }

    [Fact]
    public async Task The_whole_GSM_alphabet_arrives_as_it_was_typed()
    {
        const string text = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€";
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        Assert.Equal(1, link.Send(text));

        var submit = await peer.HearAsync("submit");
        Assert.Equal(text, (string)submit["message"]!);
        Assert.Equal((0, 0), ((int)submit["coding"]!, (int)submit["esm"]!));
        Assert.Equal(("SMSVIRO", "447700900100"), ((string)submit["from"]!, (string)submit["to"]!));
    }

    [Theory]
    [InlineData("a", "€", 400, 0)]
    [InlineData("я", "😀", 200, 8)]
    public async Task A_long_text_arrives_in_parts_that_join_to_the_same_text(string common, string rare, int length, int coding)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(number => number % 11 == 7 ? rare : common));
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        var parts = link.Send(text, message: 0x77);

        List<JsonNode> heard = [];
        for (var part = 0; part < parts; part++) heard.Add(await peer.HearAsync("submit"));
        Assert.Equal(text, string.Concat(heard.Select(submit => (string)submit["message"]!)));
        Assert.Equal(Enumerable.Range(1, parts).Select(part => $"000377{parts:x2}{part:x2}"), heard.Select(submit => (string)submit["udh"]!));
        Assert.All(heard, submit => Assert.Equal((coding, 0x40), ((int)submit["coding"]!, (int)submit["esm"]!)));
    }

    [Fact]
    public async Task Every_part_gets_its_own_receipt_and_each_is_acknowledged()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        var parts = link.Send(new string('я', 150));
        await link.UntilAsync(() => link.Arrivals.Count == parts);

        Assert.Equal(3, parts);
        Assert.Equal(link.Results.Select(result => result.Id.ToString()).Order(), link.Arrivals.Select(receipt => receipt.Id.ToString()).Order());
        Assert.All(link.Arrivals, receipt => Assert.Equal((MessageState.Delivered, "000"), (receipt.State, receipt.Error)));
        for (var part = 0; part < parts; part++) Assert.Equal(0, (int)(await peer.HearAsync("acknowledged"))["status"]!);
    }

    [Fact]
    public async Task A_throttled_part_comes_back_and_is_taken_after_the_pause()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);
        await peer.TellAsync(new { @do = "throttle", times = 1 });
        await link.UntilAsync(() => link.ReadyTimes == 1);

        link.Send("Hello");
        await link.UntilAsync(() => link.Results.Count == 1);
        Assert.Equal(SmppStatus.Throttled, link.Results.Single().Status);
        await link.UntilAsync(() => link.ReadyTimes == 2);
        link.Send("Hello");
        await link.UntilAsync(() => link.Results.Count == 2);

        Assert.Equal(SmppStatus.Ok, link.Results.Last().Status);
    }

    [Theory]
    [InlineData("Yes, see you €5 later", 0)]
    [InlineData("Да, до встречи 😀", 8)]
    [InlineData("À bientôt, ça va", 3)]
    public async Task A_text_from_outside_is_read_and_acknowledged(string text, int coding)
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        await peer.TellAsync(new { @do = "text", from = "447700900100", to = "447700900450", message = text, coding });
        await link.UntilAsync(() => !link.Texts.IsEmpty);

        var inbound = link.Texts.Single();
        Assert.Equal(("447700900100", "447700900450", text), (inbound.From, inbound.To, inbound.Text));
        Assert.Equal(0, (int)(await peer.HearAsync("acknowledged"))["status"]!);
    }

    [Fact]
    public async Task Their_unbind_is_answered_and_ours_returns()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        await peer.TellAsync(new { @do = "unbind" });

        await peer.HearAsync("unbind_resp");
        await link.UntilAsync(() => link.ReadyTimes == 2);
        Assert.Equal(LinkFault.UnboundByOperator, link.Falls.First().Fault);
    }

    [Fact]
    public async Task Our_unbind_is_answered_and_ends_the_session()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);

        await link.Session.StopAsync(TestContext.Current.CancellationToken);

        await peer.HearAsync("unbound");
        Assert.Equal(LinkFault.Stopped, link.Falls.Single().Fault);
    }

    [Fact]
    public async Task A_cut_link_hands_back_what_is_in_doubt_and_binds_again()
    {
        await using var peer = await NodePeer.StartAsync();
        await using var link = await RecordedLink.BoundAsync(peer.Options);
        await peer.TellAsync(new { @do = "silence" });
        var text = Segments.Of("Hello");
        for (var message = 1; message <= 10; message++) Assert.Equal(SubmitAnswer.Taken, link.Offer(text, 0, "447700900100", message));
        link.Session.Flush();
        for (var message = 1; message <= 10; message++) await peer.HearAsync("submit");

        await peer.TellAsync(new { @do = "cut" });
        await link.UntilAsync(() => link.ReadyTimes == 2);

        var (fault, unanswered, unsent) = link.Falls.First();
        Assert.Equal(LinkFault.Cut, fault);
        Assert.Equal(Enumerable.Range(1, 10), unanswered.Select(part => (int)part.Message).Order());
        Assert.Empty(unsent);
    }
}
