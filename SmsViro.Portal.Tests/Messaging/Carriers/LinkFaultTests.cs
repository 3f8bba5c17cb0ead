using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class LinkFaultTests
{
    [Fact]
    public async Task A_cut_hands_back_what_is_in_doubt_and_what_never_left_and_the_link_returns()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);
        link.Send("Sent", message: 1);
        await smsc.ReadAsync(SmppCommand.SubmitSm);
        link.Offer(Segments.Of("Laid into the batch, not sent"), 0, "447700900100", 2);

        smsc.Cut();
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 2);

        var (fault, unanswered, unsent) = link.Falls.First();
        Assert.Equal(LinkFault.Cut, fault);
        Assert.Equal([new PartKey(1, 1)], unanswered);
        Assert.Equal([new PartKey(2, 1)], unsent);
        Assert.Equal((LinkState.Bound, 0), (link.Session.Status.State, link.Session.Unanswered));
    }

    [Fact]
    public async Task An_unbind_from_the_operator_is_answered_and_the_link_returns()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();

        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.Unbind, SmppStatus.Ok, 3));
        Assert.Equal(3u, (await smsc.ReadAsync(SmppCommand.UnbindResp)).Sequence);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 2);

        Assert.Equal(LinkFault.UnboundByOperator, link.Falls.First().Fault);
    }

    [Theory]
    [InlineData("FFFFFFFF 00000005")]
    [InlineData("00000003")]
    [InlineData("00000012 80000004 00000000 00000002 4142")] // an answer to part 2 that never ends
    public async Task Nonsense_closes_the_link_and_it_returns(string octets)
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);
        link.Send("Hello");
        await smsc.ReadAsync(SmppCommand.SubmitSm);

        await smsc.SendAsync(Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal)));
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 2);

        Assert.Equal(LinkFault.NotSmpp, link.Falls.First().Fault);
        Assert.Equal("The operator sent something that is not SMPP.", link.Session.Status.LastError);
    }

    [Fact]
    public async Task A_part_that_is_never_answered_takes_the_link_down_after_the_timeout()
    {
        var clock = new FakeTimeProvider();
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options, clock);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);
        link.Send("Hello");
        await smsc.ReadAsync(SmppCommand.SubmitSm);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(LinkState.Bound, link.Session.Status.State);
        clock.Advance(TimeSpan.FromSeconds(2));
        await link.UntilAsync(() => !link.Falls.IsEmpty);

        Assert.Equal((LinkFault.NoAnswer, 1), (link.Falls.First().Fault, link.Falls.First().Unanswered.Length));
        await smsc.ReadEndAsync();
    }

    [Fact]
    public async Task A_half_open_connection_is_found_by_asking_and_left()
    {
        var clock = new FakeTimeProvider();
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options, clock);
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        clock.Advance(TimeSpan.FromSeconds(30));
        var asked = await smsc.ReadAsync(SmppCommand.EnquireLink);
        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.EnquireLinkResp, SmppStatus.Ok, asked.Sequence), ScriptedSmsc.Deliver(1, "x"u8));
        await link.UntilAsync(() => link.Texts.Count == 1);
        clock.Advance(TimeSpan.FromSeconds(30));
        await smsc.ReadAsync(SmppCommand.EnquireLink);
        clock.Advance(TimeSpan.FromSeconds(11));
        await link.UntilAsync(() => !link.Falls.IsEmpty);

        Assert.Equal(LinkFault.NoAnswer, link.Falls.First().Fault);
    }

    [Fact]
    public async Task A_bind_that_is_never_answered_is_given_up()
    {
        var clock = new FakeTimeProvider();
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options, clock);
        await smsc.AcceptAsync();
        await smsc.ReadAsync(SmppCommand.BindTransceiver);
        Assert.Equal(LinkState.Connecting, link.Session.Status.State);

        clock.Advance(TimeSpan.FromSeconds(11));
        await link.UntilAsync(() => !link.Falls.IsEmpty);

        Assert.Equal(LinkFault.NoAnswer, link.Falls.First().Fault);
    }

    [Fact]
    public async Task A_peer_that_stops_reading_cannot_hold_the_sender_for_ever()
    {
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options with { Window = 10_000, ResponseTimeout = TimeSpan.FromSeconds(4) });
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        // Far more than the sockets hold: the last write blocks until the watch cuts the connection.
        var text = Segments.Of(new string('a', 160));
        var sender = Task.Run(() =>
        {
            for (long message = 0; link.Falls.IsEmpty; message++)
            {
                link.Offer(text, 0, "447700900100", message % 10_000);
                link.Session.Acknowledge(Enumerable.Repeat(new DeliveryToken(1, 1), 5_000).ToArray());
            }
        }, TestContext.Current.CancellationToken);
        await link.UntilAsync(() => !link.Falls.IsEmpty);
        await sender;

        Assert.Equal(LinkFault.NoAnswer, link.Falls.First().Fault);
        Assert.NotEmpty(link.Falls.First().Unanswered);
    }

    [Fact]
    public async Task A_handler_that_fails_costs_the_connection_and_not_the_process()
    {
        await using var smsc = new ScriptedSmsc();
        var owner = new FailingOwner();
        await using var session = new SmppSession(smsc.Options, owner, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SmppSession>.Instance);
        session.Start();
        await smsc.AcceptBindAsync();

        await smsc.SendAsync(ScriptedSmsc.Deliver(1, "x"u8));
        await smsc.AcceptBindAsync();

        Assert.Equal(LinkFault.HandlerFailed, await owner.Fault.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_listening_is_told_in_a_sentence_and_tried_again()
    {
        var port = Loopback.FreePort();
        await using var smsc = new ScriptedSmsc();
        await using var link = RecordedLink.Start(smsc.Options with { Port = port });

        await link.UntilAsync(() => link.Falls.Count >= 2);

        Assert.All(link.Falls, fall => Assert.Equal(LinkFault.Unreachable, fall.Fault));
        Assert.Equal("The operator could not be reached.", link.Session.Status.LastError);
    }

    [Fact]
    [Promise("P4.1")]
    public async Task Speaks_TLS_to_the_certificate_it_was_told_to_expect()
    {
        using var certificate = SelfSigned();
        await using var smsc = new ScriptedSmsc { Certificate = certificate };
        await using var link = RecordedLink.Start(smsc.Options with { Tls = true, TlsFingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256) });
        await smsc.AcceptBindAsync();
        await link.UntilAsync(() => link.ReadyTimes == 1);

        link.Send("Hello");
        var submit = await smsc.ReadAsync(SmppCommand.SubmitSm);
        await smsc.SendAsync(ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, submit.Sequence, "1\0"u8));
        await link.UntilAsync(() => link.Results.Count == 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000AA")]
    [Promise("P4.1")]
    public async Task Sends_nothing_to_a_certificate_it_does_not_know(string fingerprint)
    {
        using var certificate = SelfSigned();
        await using var smsc = new ScriptedSmsc { Certificate = certificate };
        await using var link = RecordedLink.Start(smsc.Options with { Tls = true, TlsFingerprint = fingerprint });

        try
        {
            await smsc.AcceptAsync();
            await smsc.ReadEndAsync();
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The caller left in the middle of the handshake, which is what is asked of it.
        }

        await link.UntilAsync(() => !link.Falls.IsEmpty);
        Assert.Equal(LinkFault.TlsFailed, link.Falls.First().Fault);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=operator", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private sealed class FailingOwner : ISmppEvents
    {
        public TaskCompletionSource<LinkFault> Fault { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Ready(SmppSession link)
        {
        }

        public void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results) => throw new NotSupportedException();

        public void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts) => throw new NotSupportedException();

        public void Inbound(SmppSession link, InboundMessage message) => throw new InvalidOperationException("A broken owner.");

        public void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent)
        {
            Fault.TrySetResult(fault);
            throw new InvalidOperationException("A thoroughly broken owner.");
        }
    }
}
